"""The catalogue says exactly what the published table of rule ids says."""

from rules.catalogue import catalogue, notes
from rules.ruleset import MARKS

TABLE = """
site-unreachable | 站点无法访问 | availability | veto | auto
slow-response | 网站打开速度慢 | availability | local | auto
broken-link | 链接无法打开 | availability | deduct | auto
broken-image | 图片无法显示 | availability | deduct | auto
broken-attachment | 附件无法下载 | availability | deduct | auto
broken-resource | 样式或脚本无法加载 | availability | notice | auto
certificate | HTTPS证书异常 | availability | notice | auto
stale-homepage | 首页不更新 | freshness | veto | auto
stale-column | 栏目更新不及时 | freshness | veto-count | auto
empty-column | 空白栏目 | freshness | veto-count | auto
late-reprint | 重要信息转载不及时 | freshness | local | assisted
duplicate-content | 信息重复发布 | freshness | local | auto
external-content | 栏目信息为外部链接 | freshness | local | auto
abnormal-date | 发稿日期异常 | freshness | veto | assisted
missing-date | 未标注发布时间 | freshness | notice | auto
missing-column | 应设栏目未开设 | freshness | deduct | assisted
basic-info | 概况、机构职能、领导信息缺失或不准确 | freshness | deduct | assisted
unarchived-topic | 专题不再更新未归档 | freshness | local | assisted
missing-interpretation | 政策文件未解读 | interpretation | deduct | auto
unlinked-interpretation | 解读与政策文件未双向关联 | interpretation | deduct | auto
late-interpretation | 政策解读不及时 | interpretation | local | auto
policy-metadata | 政策文件要素缺失 | interpretation | local | auto
typo | 错别字 | expression | local | auto
misstatement | 严重表述错误 | expression | veto | assisted
personal-info | 泄露个人信息 | expression | serious | assisted
secret-marking | 疑似涉密或不宜公开信息 | expression | veto | assisted
malformed-content | 信息格式混乱 | expression | local | auto
no-interaction-channel | 未提供咨询留言渠道 | interaction | veto | assisted
overdue-reply | 网民留言答复超期 | interaction | veto | auto
message-disclosure | 留言答复未公开或未更新 | interaction | deduct | auto
poor-reply | 答复质量不高 | interaction | deduct | assisted
missing-survey-result | 征集调查结果未公开 | interaction | local | auto
no-online-survey | 征集调查未提供在线提交 | interaction | local | assisted
error-report-overdue | 网民找错留言办理超期 | interaction | local | manual
incomplete-service-guide | 办事指南要素缺失 | service | veto-count | auto
wrong-service-guide | 办事指南内容不准确 | service | deduct | assisted
missing-form-sample | 未提供空白表或样表 | service | deduct | auto
no-service-statistics | 办事统计未公开或未更新 | service | deduct | auto
no-online-service | 在线办事不可用 | service | deduct | manual
domain-name | 域名或网站名称不规范 | standard | deduct | auto
site-identity | 网站标识缺失（标识码、备案号、主办单位、联系方式、党政机关标识、站点地图） | standard | deduct | auto
no-error-report-entry | 未设置“我为政府网站找错”入口 | standard | deduct | auto
page-tags | 页面标签不规范 | standard | deduct | auto
no-ipv6 | 不支持IPv6访问 | standard | deduct | auto
no-site-search | 站内搜索不可用或搜不到 | standard | deduct | auto
required-link | 指定专栏或链接缺失 | standard | local | auto
column-mismatch | 栏目重复、导航混乱或栏目与内容不符 | standard | local | assisted
registry-mismatch | 备案信息与实际不符 | standard | local | auto
no-accessibility | 未提供无障碍或适老化服务 | standard | notice | auto
no-mobile-layout | 未适配移动端 | standard | notice | auto
no-privacy-policy | 未提供隐私保护政策 | standard | notice | auto
missing-annual-report | 未按时发布年度报表 | standard | local | auto
hidden-link | 暗链 | security | veto | assisted
harmful-link | 发布或链接违法不良信息 | security | veto | assisted
commercial-content | 发布或链接商业广告 | security | serious | assisted
tampered-page | 页面被篡改或挂马 | security | veto | assisted
fake-site | 假冒政府网站 | security | notice | manual
unmarked-external-link | 非政府网站链接打开无提示 | security | notice | auto
late-rectification | 整改不及时或未报送 | workflow | notice | auto
manual-finding | 人工录入问题 | workflow | notice | manual
"""

ROWS = [tuple(line.split(" | ")) for line in TABLE.strip().splitlines()]


def test_catalogue_equals_the_table_of_rule_ids() -> None:
    assert [(r.id, r.name, r.group.value, r.counts.value, r.how.value) for r in catalogue().values()] == ROWS


def test_every_rule_has_basis_known_mark_and_note() -> None:
    for rule in catalogue().values():
        assert rule.basis, rule.id
        assert rule.mark in MARKS, rule.id
        assert notes()[rule.id].endswith("。"), rule.id
