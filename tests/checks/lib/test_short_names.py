"""Documents called by less than their whole title, and others that only look so."""

import pytest

from checks.lib.pairs import interpretations_of, pair, policies_of
from tests.checks.lib.test_pairs import document

GAS = "清河县人民政府办公室关于印发清河县城镇燃气管理办法的通知"
FLATS = "清河县人民政府办公室关于印发清河县公租房管理办法的通知"
WATER = "清河县人民政府办公室关于印发清河县农村供水管理办法的通知"


def paired(policy: str, interpretation: str, cited: tuple[str, ...] = ()) -> bool:
    documents = [document("policy", 1, policy), document("interpretation", 2, interpretation, cited=cited)]
    return bool(pair(policies_of(documents)[0], interpretations_of(documents, ())))


@pytest.mark.parametrize(
    ("policy", "interpretation", "cited"),
    [
        (GAS, "《城镇燃气管理办法》政策解读", ""),
        (GAS, "一图读懂：城镇燃气管理办法", ""),
        (GAS, "《邢台市清河县城镇燃气管理办法》政策解读", ""),
        (GAS, "关于《燃气管理办法》的解读", "《清河县城镇燃气管理办法》"),
        ("清河县关于促进民营经济发展若干措施的通知", "《民营经济20条》解读", "《清河县关于促进民营经济发展若干措施的通知》"),
        ("清河县人民政府关于加快推进清河县数字经济发展的若干措施", "《清河县加快推进数字经济发展若干措施》解读", ""),
        ("清河县人民政府关于进一步加强养老服务工作的实施意见", "《清河县关于加强养老服务的实施意见》解读", ""),
        ("清河县人民政府办公室关于印发清河县城市更新管理办法的通知", "我县城市更新管理办法解读", ""),
    ],
)
def test_called_by_a_short_name(policy: str, interpretation: str, cited: str) -> None:
    assert paired(policy, interpretation, (cited,) if cited else ())


@pytest.mark.parametrize(
    ("policy", "interpretation", "cited"),
    [
        (GAS, "《邢台市城镇燃气管理办法》政策解读", ""),
        (GAS.replace("管理办法", "安全管理实施办法"), "《河间市城镇燃气安全管理实施办法》解读", ""),
        (GAS, "《清河县城镇燃气管理办法实施细则》解读", ""),
        (FLATS, "《清河县公租房租金管理办法》解读", ""),
        (WATER, "《清河县农村供水水质管理办法》解读", ""),
        (WATER, "《清河县农村供水水费收缴规定》解读", "《清河县农村供水管理办法》"),
        (WATER, "《管理办法》解读", ""),
    ],
)
def test_another_document(policy: str, interpretation: str, cited: str) -> None:
    assert not paired(policy, interpretation, (cited,) if cited else ())
