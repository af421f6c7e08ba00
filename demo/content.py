"""Text for invented pages: plausible sentences and titles from phrase lists, the same for the same seed."""

from __future__ import annotations

from random import Random

OFFICES = (
    "市发展改革委", "市教育局", "市科技局", "市工业和信息化局", "市民政局", "市司法局", "市财政局",
    "市人力资源社会保障局", "市自然资源局", "市生态环境局", "市住房城乡建设局", "市交通运输局", "市水利局",
    "市农业农村局", "市商务局", "市文化和旅游局", "市卫生健康委", "市退役军人局", "市应急管理局",
    "市市场监管局", "市统计局", "市医疗保障局", "市林业局", "市政务服务局", "市乡村振兴局",
)  # fmt: skip
PLACES = (
    "石桥县", "白鹭县", "双溪区", "云台区", "青杨镇", "河湾镇", "松岭乡", "桃源街道", "柳林社区", "东坪村",
    "新安镇", "金沙街道", "龙泉社区", "平川镇", "高岭村", "长堤街道", "梅园社区", "竹林乡", "南坡村", "北渡镇",
)  # fmt: skip
ACTIONS = (
    "开展", "部署", "推进", "组织实施", "调研", "检查", "启动", "全面推动", "扎实做好", "持续深化", "督导", "现场推进",
)  # fmt: skip
TOPICS = (
    "秋季森林防火工作", "农村饮水安全工程", "老旧小区改造项目", "校园食品安全检查", "中小企业服务月活动",
    "河道清淤整治工程", "粮食生产和收储工作", "城乡居民医保参保工作", "公共就业服务活动", "社区养老服务试点",
    "安全生产专项检查", "生活垃圾分类宣传", "冬春农田水利建设", "公共文化惠民演出", "道路交通秩序整治",
    "高标准农田建设", "营商环境改善工作", "义务植树活动", "防汛物资储备检查", "职业技能竞赛",
    "电梯维护保养检查", "民生实事项目建设", "数据共享平台建设", "基层卫生服务能力建设", "旅游厕所改造项目",
    "特色产业园区建设", "种质资源普查工作", "消费品以旧换新活动", "水质监测站点建设", "困难群众走访慰问",
)  # fmt: skip
_OPENINGS = (
    "近日，{office}会同有关单位在{place}{action}{topic}。",
    "连日来，{place}结合实际{action}{topic}，各项工作有序推进。",
    "为进一步提高服务水平，{office}组织人员到{place}{action}{topic}。",
    "根据年度工作安排，{office}在{place}{action}{topic}。",
    "日前，{place}召开专题会议，研究{topic}有关事项。",
)  # fmt: skip
_SENTENCES = (
    "工作人员深入{place}，查看现场情况，详细了解项目进度和存在的困难。",
    "截至目前，全市已完成投资{n}万元，占年度计划的{p}%。",
    "会议指出，要把群众满意作为检验工作的标准，细化任务，明确责任，按时完成。",
    "{office}有关负责人表示，下一步将加强协调服务，及时解决企业反映的问题。",
    "活动现场共发放宣传资料{n}份，接受群众咨询{m}人次。",
    "今年以来，{place}累计新建和改造设施{m}处，受益群众{n}人。",
    "检查组先后走访了{m}家单位，对发现的{k}个问题提出整改意见。",
    "该项目位于{place}，总投资{n}万元，计划工期{k}个月。",
    "各县区和有关部门要密切配合，形成合力，确保各项措施落到实处。",
    "参训人员一致认为，课程内容贴近实际，对做好本职工作很有帮助。",
    "据了解，{place}共有{m}个村组参与，覆盖面积{n}亩。",
    "{office}还设立了咨询窗口，安排专人为办事群众提供帮助。",
    "与会人员围绕资金使用、工程质量和后期管护等内容进行了讨论。",
    "下一步，{place}将继续完善工作机制，让更多居民享受到便利。",
    "监测数据显示，本月相关指标同比提高{k}个百分点。",
)  # fmt: skip
_NOTICES = (
    "关于{place}{topic2}期间临时停水的公告",
    "关于{place}道路施工绕行的公告",
    "关于举办{topic2}培训班的通知",
    "{office}关于调整窗口服务时间的公告",
    "关于{place}{topic2}中标结果的公告",
    "关于开通{place}便民服务热线的公告",
    "{office}关于报送{topic2}统计数据的通知",
)  # fmt: skip
_TOPICS2 = (
    "供水管网改造", "绿化养护", "路灯更换", "桥梁检测", "档案管理", "消防演练", "农机安全", "统计业务",
    "雨污分流改造", "公交站点迁移", "政务公开", "安全用电", "法律援助", "图书配送", "体育设施维护", "居家护理",
)  # fmt: skip
_PUBLICITY = (
    "关于{place}{topic2}项目规划方案的公示",
    "{office}拟推荐先进集体名单公示",
    "{place}{topic2}项目环境影响评价公示",
    "{office}公开招聘辅助人员拟聘用名单公示",
)  # fmt: skip


class Writer:
    """A source of text: one `Random`, and the titles that were already used on this site."""

    def __init__(self, seed: str, city: str = "清江市") -> None:
        self.random = Random(seed)
        self.city = city
        self._used: set[str] = set()

    def _fill(self, pattern: str) -> str:
        pick, number = self.random.choice, self.random.randint
        return pattern.format(
            office=pick(OFFICES), place=pick(PLACES), action=pick(ACTIONS), topic=pick(TOPICS),
            topic2=pick(_TOPICS2), n=number(120, 9800), m=number(11, 96), k=number(2, 9), p=number(31, 97),
        )  # fmt: skip

    def _unused(self, patterns: tuple[str, ...]) -> str:
        for _ in range(500):
            title = self._fill(self.random.choice(patterns))
            if title not in self._used:
                break
        else:
            title = f"{title}（{len(self._used)}）"
        self._used.add(title)
        return title

    def news(self) -> str:
        """A title of a news item."""
        return self._unused(("{office}到{place}{action}{topic}", "{place}{action}{topic}", "{office}{action}{topic}"))

    def notice(self) -> str:
        """A title of an announcement that carries no duties, so that nobody expects an interpretation."""
        return self._unused(_NOTICES)

    def publicity(self) -> str:
        """A title of a 公示."""
        return self._unused(_PUBLICITY)

    def of(self, *patterns: str) -> str:
        """A title after one of the caller's patterns; fields: office place action topic topic2 n m k p."""
        return self._unused(patterns)

    def paragraphs(self, count: int = 4, length: int = 4) -> list[str]:
        """Paragraphs of plain text; the first opens the story."""
        made = []
        for index in range(count):
            sentences = self.random.sample(_SENTENCES, length)
            start = [self.random.choice(_OPENINGS)] if index == 0 else []
            made.append("".join(self._fill(s) for s in start + sentences))
        return made

    def body(self, count: int = 4) -> str:
        """The same as HTML."""
        return "\n".join(f"<p>　　{text}</p>" for text in self.paragraphs(count))

    def clock(self) -> str:
        """A time in office hours, "09:41"."""
        return f"{self.random.randint(8, 17):02d}:{self.random.randint(0, 59):02d}"
