"""What drawn columns are called, how often they must change, and what stands where nothing is published."""

from __future__ import annotations

NEWS = ("政务要闻", "部门动态", "乡镇动态", "图片新闻", "工作动态", "今日要闻")
"""At most 14 days old."""
HALF_A_YEAR = ("公示公告", "政策文件", "规范性文件", "政策解读", "公告公示")
A_YEAR = ("规划计划", "人事任免", "财政预决算", "统计公报", "统计信息", "人事信息")
PLACEHOLDERS = ("暂无内容", "栏目正在建设中", "暂无数据", "抱歉，暂无相关信息！", "该栏目内容正在整理中，敬请期待。")
SERIES = "{place}第{n}期培训班开班"
DUTIES = (
    "贯彻执行国家和省有关法律法规，拟订本行政区域的发展规划并组织实施。",
    "负责机关日常运转工作，承担文电、会务、机要和档案工作。",
    "指导下级部门的业务工作，组织开展干部教育培训。",
    "承办上级交办的其他事项，办公地址为人民路8号。",
)  # fmt: skip
