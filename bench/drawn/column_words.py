"""What drawn columns are called, how often they must change, and what stands where nothing is published."""

from __future__ import annotations

NEWS = ("政务要闻", "部门动态", "乡镇动态", "图片新闻", "工作动态", "今日要闻")
"""At most 14 days old."""
HALF_A_YEAR = ("公示公告", "政策文件", "规范性文件", "政策解读", "公告公示")
NOTICES = ("公示公告", "公告公示")
A_YEAR = ("规划计划", "人事任免", "财政预决算", "统计公报", "统计信息", "人事信息")
PLACEHOLDERS = ("暂无内容", "栏目正在建设中", "暂无数据", "抱歉，暂无相关信息！", "该栏目内容正在整理中，敬请期待。")
SERIES = "{place}第{n}期培训班开班"
DUTIES = (
    "贯彻执行国家和省有关法律法规，拟订本行政区域的发展规划并组织实施。",
    "负责机关日常运转工作，承担文电、会务、机要和档案工作。",
    "指导下级部门的业务工作，组织开展干部教育培训。",
    "承办上级交办的其他事项，办公地址为人民路8号。",
)  # fmt: skip
ON_A_FORM = (
    "关于{street}计划停水的通知", "{street}道路施工临时交通管制公告", "{street}老旧小区改造项目中标结果公示",
    "{street}临时救助对象公示",
)  # fmt: skip
STREETS = ("解放路", "滨河东路", "人民中路", "文昌街", "青年路", "工农巷", "朝阳大道", "新华街")
FORM = (
    "因{street}管网改造需要，定于{day}8时至18时进行施工作业，请沿线居民和单位提前做好准备。",
    "施工期间，{street}沿线将受到影响，请广大市民相互转告，合理安排生活和出行。",
    "由此给您带来的不便，敬请谅解。如有疑问，请拨打服务热线12345咨询，我们将及时为您解答。",
    "特此通知。",
)
"""A notice of which only the street and the day are its own."""
