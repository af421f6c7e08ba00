"""A grammar of how a page says that what was wanted is not there: thing × loss × denial, in any order.

Templates say it in hundreds of ways (小编正在努力寻找, 该稿件尚未发布), so words are matched by their part in the sentence. An
honest text uses the same words (相关内容已被删除), so a match is no proof: it counts on a page that says hardly anything else
and does not name what its link promised.
"""

from __future__ import annotations

import re

_THING = (
    r"(?:网?页面?|内容|正文|文章|信息|稿件|新闻|资讯|公告|文档|文件|附件|栏目|频道|专题|数据|资源|记录|链接|地址|网址|路径|资料|网站|站点|主题|帖子|对象"
    r"|东西|条目|[本此该原]文|记录|编号|URL|ID)"
)
_GAP = r"[^，,。！!；;？?\n\s]{0,12}?"
_GONE = (
    r"(?:不存在|不见|走丢|走失|丢失|消失|迷路|飞走|飞了|溜走|跑丢|跑路|失踪|出走|开小差|撤回|撤稿|撤销|撤下|未(?:经)?(?:发布|审核|通过审核|公开)"
    r"|(?:还没|没有|没能)(?:发布|审核|通过|公开)|(?:正在|等?待)审核|停用|关闭|过期|下线|下架|被?删除?掉?了|被?删除|移除|移走|清除|清理|失效|失联|无效|屏蔽|隐藏|没有了|没了|已无|为空"
    r"|收回|作废|挪走|下落不明|删档|清空|有效期已过|不予(?:显示|公开|展示)|未对外发布|尚在(?:编审|审核|编辑)|不再(?:提供|可用|展示|显示)|停止(?:提供|展示|公示|公开|发布|浏览|访问|使用)|(?:超过|超出|已过)了?(?:公示|公开|有效|浏览|发布)(?:期限?|时限)|转入历史|飞到|飞往|跑到|撤除|撤换|撤走|已撤|被撤|换掉|转移|没有通过|(?:暂|尚)?[不未]对外(?:公开|开放)|暂不公开|未发现"
    r"|不可用|不可访问|不能?正?确|有误|非法|错误|出错|找不到|找不着|未找到|未能找到|没找到|没有找到|无法找到|暂时无法|无法(?:访问|显示|打开|浏览|查看|加载)"
    r"|不能(?:访问|显示|打开|浏览|查看)|不允许(?:访问|查看|浏览)|禁止(?:访问|查看|浏览)|打不开|(?:加载|读取|获取|下载|打开)失败|不翼而飞|不在了)"
)
_SEEK = r"(?:找到?|查到|查询到|检索到|搜索到|打开|显示|访问|获取|加载|读取|定位|浏览|查看|发现)"
_LOST = re.compile(
    rf"{_THING}{_GAP}{_GONE}"
    rf"|(?:没有?|没能|未能?|无法|不能|未曾|不能够){_SEEK}{_GAP}{_THING}"
    rf"|(?:找不到|找不着|查无|查不到|打不开){_GAP}{_THING}"
    rf"|(?:没有|并无|无|查无)(?:此|该|这[个条篇份则]?|您要的?|您?所?需的?|对应的?|相关的?|相应的?){_GAP}{_THING}"
    r"|(?:信件|来信|留言|视频|图集|办件)(?:已经?|可能|并)?(?:不存在|未找到|找不到|已?被?删除|失效|下[线架])(?:[，,]?或者?(?:已经?)?被?(?:删除|下[线架]|撤[回销]))?"
    r"|暂?(?:不|未)(?:予)?(?:开放|提供|支持)(?:阅读|访问|浏览|查看)"
    r"|(?:查|找|查询|搜|搜索|检索|获取|读取|访问|打开)不[到着了]"
    rf"{_GAP}{_THING}|(?:管理员|编辑)[^，。\s]{{0,6}}(?:隐藏|删除|屏蔽|下线|移除)"
    r"|仅限[^，。\s]{0,8}(?:内部|人员|用户)|已经?没有[啦了]|什么[也都]没(?:有)?找到|[没无](?:有|任何)?(?:此|这|该|相关|相应)(?:条|篇|个|则)?(?:稿件|新闻|文章)"
    r"|(?:没有|无|缺少|不具备|未获得?)[^，。！\s]{0,8}权限|无权(?:查看|浏览|访问|阅读|操作)|权限不[足够]"
    r"|(?:错误|异常)(?:代码|码|编号)|未知的?(?:内容|栏目|文章|信息|参数|页面|地址|ID|编号|错误)"
    r"|(?:非法|错误|无效|不正确)的?(?:参数|访问|请求|操作|地址|链接)|(?:参数|请求|访问|操作)[^，。！\s]{0,4}(?:错误|非法|无效|有误|不正确|失败|出错)"
    r"|(?:系统|服务器|程序)(?:内部)?(?:出现)?(?:异常|错误|出错|故障)|出错[啦了]|出现错误|发生(?:了)?错误"
    r"|(?:page|file|resource|document|content|article|record|url|link)\b[^.\n]{0,60}?"
    r"\b(?:not|n['’]t|no longer|has been|have been|was|been)\b[^.\n]{0,20}?(?:found|exist|available|removed|deleted|moved)"
    r"|\b(?:page|site|service|resource)\b[^.\n]{0,60}?\b(?:is|are) (?:currently |temporarily )?unavailable\b"
    r"|something went wrong|\ban error (?:has )?occurred"
    r"|(?:系统|软件|产品|平台)(?:使用)?(?:授权|许可证?|license)[^，。\n]{0,6}(?:过期|到期|失效|无效)|不再有效"
    r"|\bno such\b|^\W*(?:[\w()]+ ){0,3}not (?:be )?found\W*(?:\(?404\)?)?\W*$|\b(?:record|key|id|object) not exists?\b"
    r"|\b(?:invalid|unknown) (?:article|page|content|news)? ?(?:id|parameter|url|request)\b"
    r"|HTTP\s*(?:Status|Error|错误)?\s*[45]\d\d\b"
    r"|^\s*(?:错误|Error)?\s*[45]0\d\s*$|404\s*(?:错误|页面|error|页)",
    re.IGNORECASE | re.MULTILINE,
)
_OUR_SIDE = re.compile(
    r"浏览器|javascript|启用脚本|flash|播放器|插件|请?先?(?:重新)?登[录陆]|未登[录陆]",
    re.IGNORECASE,
)
"""The visitor's own browser or account is at fault."""
_ENDS = re.compile(r"[。！!]")
_NEAR = 40  # characters of a line on both sides of a loss in which its reason may stand
_PASSING = re.compile(r"重试|加载中|稍等|网络")
"""The line is at fault, or he is asked to wait: another day it opens."""
_FOR_GOOD = re.compile(r"不存在|删|撤|下[线架]|移[除走]|失效|作废|无效|过期|[找查]不到|未找到|查无")
"""What is so does not pass, whatever the visitor is asked to try."""

_IMPATIENT = re.compile(r"如果?[您你]?的?浏览器(?:没有?|未)(?:能|有)?(?:反应|响应|自动|跳转)[^。\n]{0,20}")
"""The message box of a program goes on by itself, and speaks of the browser only for that."""

_A_CASE = re.compile(r"的(?:[，,、；;：:]|可|应|须|由)")
"""信息不存在的，可到原登记机关查询: a case that may arise, and no loss."""

_SENT = re.compile(r"秒钟?(?:之?后|内)?[^，,。\n]{0,10}(?:回到?|返回|跳转|转到|进入|前往)[^，,。\n]{0,6}(?:首页|主页)")
_NOTHING_LISTED = re.compile(
    r"(?:没有|未)(?:找到|查到|查询到)?(?:任何|符合条件的|相关的?)*(?:记录|数据|信息|内容|结果)|无(?:任何|相关的?)+(?:记录|数据|信息|内容|结果|文件|资料|公告)|暂无|(?:记录|数据|列表)为空"
)
"""What an honest column or a search says as well."""

_SHORT, _TINY, _BESIDE = 160, 60, 1
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ASKED = re.compile(r"条件|关键[词字]|检索|搜索")
"""A search that found nothing says so in the same words."""

_VISIT = re.compile(
    r"抱歉|对不起|很遗憾|哎呀|哎哟|糟糕|sorry|oops|出错|[您你](?:所|要|想|正在?)*(?:查看|访问|浏览|查找|查询|请求|打开|阅读|寻找|点击|找|看)|秒(?:钟)?(?:之?后|内)?(?:自动|将|会)?(?:跳转|返回|关闭)|温馨提示|(?:错误|信息|系统)提示|提示信息|无法查看",
    re.IGNORECASE,
)
"""An apology to a visitor, the title of a message, a page that closes by itself."""

_WAY_BACK = re.compile(r"返回(?:网站|本站)?(?:首页|主页|上一?页|上一?级)|(?:网站|回到?)首页|关闭(?:窗口|本页)?$", re.MULTILINE)
_OF_OFFICES = re.compile(
    r"作废|(?<!链接)(?<!链接已)(?<!链接已经)失效|有误|未发现|撤[销回]|清[理除空]|权|仅限|停用|关闭|过期|^(?:公告|文件|资料|附件|文档|记录|数据已|地址错|[本此该原]文)"
)
"""What offices do to their own matters in a line: without a word to the visitor it is no error page."""

_VISITED = re.compile(
    r"[您你](?:所|要|想|正在?|当前|刚才|试图)*(?:查看|访问|浏览|查找|查询|请求|打开|阅读|寻找|点击|找|看)的?(?=[^，。\n]{0,8}(?:网?页|内容|文章|信息|稿件|新闻|链接|地址|栏目|资源|文件))"
)
_UNHOUSED = re.compile(
    r"(?:站点|网站|主机|空间|域名)(?:服务)?(?:已经?|未|没有|尚未|被)?(?:到期|过期|欠费|暂停服务|停机|被?停用|被?关闭|关停|绑定|解析|停止(?:服务|运营|运行|访问))"
    r"|(?:网站|域名)[^，。\n]{0,30}?(?:未|没有)[^，。\n]{0,24}备案"
    r"|没有找到(?:对应的)?站点"
)
_ADDRESSED = re.compile(
    r"抱歉|对不起|很遗憾|哎[呀哟]|糟糕|sorry|oops|whoops|您|你|秒(?:钟)?(?:之?后|内)?(?:自动|将|会)?(?:跳转|返回|关闭)|返回|首页|上一?[页级]|提示"
    r"|管理员|稿件|阅读|浏览|访问|网页|页面|链接|网址|地址|权限|参数",
    re.IGNORECASE,
)


def lost_words(text: str) -> str:
    """The words by which some lines say that what was wanted is not there; "" where they do not."""
    for found in _LOST.finditer(text):
        if _A_CASE.match(text, found.end()):
            continue
        before = text[max(0, found.start() - _NEAR) : found.start()].rpartition("\n")[2]
        after = text[found.end() : found.end() + _NEAR].partition("\n")[0]
        if _FOR_GOOD.search(found[0]):
            before, after = _ENDS.split(before)[-1], _ENDS.split(after)[0]
        elif _PASSING.search(before + after):
            continue
        if not _OUR_SIDE.search(_IMPATIENT.sub("", f"{before}{found[0]}{after}")):
            return found[0]
    return ""


def has_no_host(text: str) -> bool:
    """Whether the one who lets the room says that a site is gone: 站点已到期, 网站未绑定."""
    return _UNHOUSED.search(text) is not None


def lost_to_visitor(text: str) -> str:
    """Words of loss that speak of the visitor's own wish (您要查看的稿件已下架): no matter of an office is put so."""
    found = _VISITED.search(text)
    return lost_words(text[found.start() :].partition("\n")[0]) if found else ""


def says_only_lost(text: str, title: str, visible: int) -> str:
    """The words by which a page of few `visible` characters says by itself that nothing is there; "" where it does not.

    For a page of which nothing else is known: a word to the visitor must stand beside them, or nothing but a way back.
    """
    if visible > _SHORT:
        return ""
    said = text[:400]
    found = lost_words(said) or lost_words(title)
    if not found or only_nothing_listed(said) or _ASKED.search(said):
        return ""
    if _VISIT.search(said) or _VISIT.search(title):
        return found
    if _OF_OFFICES.search(found):
        return ""
    rest = len(_HAN.findall(_WAY_BACK.sub("", said))) - len(_HAN.findall(found))
    return found if (visible <= _TINY or _WAY_BACK.search(said)) and rest <= _BESIDE else ""


def bars_visitor(words: str) -> bool:
    """Whether words of loss speak of a right that the visitor lacks: others may see what he does not."""
    return "权" in words or "仅限" in words or "禁止" in words or "不允许" in words


def sent_home(text: str) -> str:
    """The words by which some lines announce that the visitor is taken to the home page; "" where they do not."""
    found = _SENT.search(text)
    return found[0] if found else ""


def only_nothing_listed(text: str) -> bool:
    """Whether the loss may be that of a list without entries (没有相关信息), which a column may honestly say."""
    return _NOTHING_LISTED.search(text) is not None


def is_addressed(text: str) -> bool:
    """Whether words speak to the visitor about his visit and not about a matter (您访问的页面, 返回首页)."""
    return _ADDRESSED.search(text) is not None
