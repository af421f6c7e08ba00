"""What makes an answer a candidate for 答复质量不高, and what does not."""

import pytest

from checks.lib.replies import faults, only_thanks, substance

THREE = "补助多少？怎么申请？一楼不同意怎么办？"


@pytest.mark.parametrize(
    ("question", "answer", "reasons"),
    [
        (THREE, "可以申请补助。", ["partial"]),
        (THREE, "详见附件。", []),
        ("怎么办理？？？", "请带身份证到县政务大厅三号窗口办理即可，当场办结。", []),
        ("何时开放？", "您好，您的来信已收悉，已转相关部门办理，感谢您的关注与支持！ 交通运输局", ["hollow"]),
        ("低保标准是多少？", "您好，请致电县民政局咨询，电话0555-5281234。", ["hollow"]),
        ("低保标准是多少？", "您好！请拨打0555-5281234咨询。", ["hollow"]),
        ("低保标准是多少？", "您好！低保标准为每月680元，如有疑问请致电0555-5281234。", []),
        ("低保标准是多少？", "根据政策，您不符合条件，详情请咨询0555-5281234。", []),
        ("路灯不亮", "该路灯由供电公司管理，请联系供电公司，电话0555-5281234。", []),
        ("建议增设公交站", "感谢您的建议，我们将在明年的工作计划中予以考虑。", []),
        ("居住证在哪里办？", "请携带身份证到社区办理。", []),
        ("何时开放？", "感谢您的来信，感谢您的关注，我们会继续努力，欢迎您继续监督。", ["hollow"]),
        ("何时能治？", "感谢您的留言，内涝治理是系统工程，我们将持续推进改造，努力提升排涝能力。", ["hollow"]),
        ("何时能修？", "您好，您的问题涉及多个部门，我们正在协调，待有结果后再予以答复。", ["hollow"]),
        ("请处理", "您好，已责成相关科室进行调查处理，感谢您的关心。", ["hollow"]),
        ("为何少报？", "你自己看文件规定，上面写得很清楚。", ["hollow"]),
        ("请处理", "您好，执法人员已要求该店将音响移至室内，我们将进一步加强巡查。", []),
        ("能治吗", "您好，改造已列入明年计划，我们将持续推进，努力提升排涝能力。", []),
        ("何时开放？", "您好，已转相关部门办理。 县人民政府办公室 2026年9月3日", ["hollow"]),
    ],
)
def test_faults(question: str, answer: str, reasons: list[str]) -> None:
    assert [name for name, _ in faults(question, answer)] == reasons


@pytest.mark.parametrize(
    ("question", "title", "kind", "thanks"),
    [
        ("给便民中心点赞，办事很快，谢谢！", "感谢便民中心", "咨询", True),
        ("您好，感谢交警同志送我回家。", "来信", "感谢", True),
        ("感谢您百忙之中看信，请问路灯什么时候修？", "来信", "咨询", False),
        ("路灯坏了", "建议修路灯", "感谢", False),
    ],
)
def test_only_thanks(question: str, title: str, kind: str, thanks: bool) -> None:
    assert only_thanks(question, title, kind) is thanks


def test_an_office_that_is_part_of_the_sentence_stays() -> None:
    assert substance("您好，请咨询县残疾人联合会就业服务中心") == "请咨询县残疾人联合会就业服务中心"
