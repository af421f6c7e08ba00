"""HTTPS证书异常

What: 网站以https提供服务，而证书已过期、尚未生效、与域名不符、不是由公认机构签发（含自签名）、证书链不全、
强度过低，或者只支持已淘汰的协议版本，以及证书即将到期；网站自己的链接使用https而该地址建立不了安全连接。
Why: 检查指标无对应项，只作提示。浏览器会拦截或警告这样的网站，群众打不开；国办发〔2017〕47号要求保障网站安全可用。
Evidence: `missing`（为空列表）、`host`、`reason`（expired、not-yet-valid、host-mismatch、self-signed、unknown-issuer、
incomplete-chain、weak、old-protocol、expiring、https-unreachable）、`not_after`、`days_left`、`issuer`、`names`、
`protocol`、`observed_at`。
Not a finding when: 只提供http访问的网站；短期证书还在正常的自动续期时段之前；普通拒绝连接之外说不清的情况
（只支持国密算法的网站列为未能判断）；本机网络或解析的问题；页面中混有http资源不属于证书问题。
How to fix: 更换有效证书并部署完整证书链，停用TLS 1.0和1.1，证书到期前一个月续期，把网站的全部域名写入证书。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from checks import Confidence, Finding, Params, SiteView, Unknown, check
from checks.lib.hosts import host_of

RULE = "certificate"
_OLD = frozenset({"SSLv3", "TLSv1", "TLSv1.1"})
_WEAK_HASHES = frozenset({"md5", "sha1"})
_SELF_SIGNED, _SELF_SIGNED_IN_CHAIN, _NO_ISSUER, _NO_FIRST = 18, 19, 20, 21
Fact = Mapping[str, Any]


class CertificateParams(Params):
    """`days_left`: a certificate that ends within so many days is reported; short-lived ones later."""

    days_left: int = 30


@check(RULE, needs=["tls"])
def certificate(site: SiteView, p: CertificateParams) -> Iterator[Finding | Unknown]:
    """A certificate of the site that browsers do not accept, or soon will not."""
    facts = site.probes.get("tls")
    if not facts:
        yield Unknown(RULE, site.site.home_url, "未能检查证书（时间已用完或检查被中断）")
        return
    for host in facts["hosts"]:
        yield from _judge(site, host, p)


def _judge(site: SiteView, host: Fact, p: CertificateParams) -> Iterator[Finding | Unknown]:
    home = _page_of(site, host)
    if host["ours"]:
        yield Unknown(RULE, home, f"{host['host']}：本机未能解析或连接，未检查证书")
    elif host["error"]:
        yield from _no_connection(site, host)
    elif host["certificate"].get("problem"):
        yield Unknown(RULE, home, f"{host['host']}：证书无法识别（可能使用国密算法）")
    else:
        yield from _judge_certificate(site, host, p)


def _no_connection(site: SiteView, host: Fact) -> Iterator[Finding | Unknown]:
    home = _page_of(site, host)
    if host["error"] == "tls":
        yield Unknown(
            RULE, home, f"{host['host']}：安全连接协商失败（{host.get('detail', '')}），可能只支持国密算法，请用浏览器核实"
        )
    elif host["tries"] > 1 and host_of(site.site.home_url) == host["host"] and host["error"] == "connect":
        message = f"网站链接使用https，而https://{host['authority']}/拒绝连接。"
        yield _finding(site, host, "https-unreachable", message, Confidence.SUSPECTED)
    else:
        yield Unknown(RULE, home, f"{host['host']}：https未能连接，未检查证书")


def _judge_certificate(site: SiteView, host: Fact, p: CertificateParams) -> Iterator[Finding]:
    """At most one finding for a certificate, the worst; one more for the protocol."""
    name, shown = host["host"], host["certificate"]
    now = datetime.fromisoformat(host["at"])
    begins, ends = datetime.fromisoformat(shown["not_before"]), datetime.fromisoformat(shown["not_after"])
    broken = _validity(name, shown, now, begins, ends) or _trust(name, host, shown)
    if broken:
        yield _finding(site, host, broken[0], broken[1], broken[2])
    elif _is_weak(shown):
        words = f"{name}的证书强度过低（{shown['key']}，{shown['signature']}）。"
        yield _finding(site, host, "weak", words, Confidence.CONFIRMED)
    elif ends - now <= _warning(p, begins, ends):
        words = f"{name}的证书将于{_day(ends)}到期，剩余{(ends - now).days}天，请及时续期。"
        yield _finding(site, host, "expiring", words, Confidence.CONFIRMED)
    if host["version"] in _OLD:
        words = f"{name}只支持已淘汰的{host['version']}协议，浏览器会拒绝打开。"
        yield _finding(site, host, "old-protocol", words, Confidence.CONFIRMED)


def _validity(name: str, shown: Fact, now: datetime, begins: datetime, ends: datetime) -> tuple[str, str, Confidence] | None:
    if now > ends:
        return "expired", f"{name}的HTTPS证书已于{_day(ends)}过期。", Confidence.CONFIRMED
    if now < begins:
        return "not-yet-valid", f"{name}的HTTPS证书自{_day(begins)}起才生效。", Confidence.CONFIRMED
    if not shown["matches"]:
        names = "、".join(shown["names"][:3]) or "没有写明域名"
        return "host-mismatch", f"{name}的HTTPS证书与域名不符（证书签发给{names}）。", Confidence.CONFIRMED
    return None


def _trust(name: str, host: Fact, shown: Fact) -> tuple[str, str, Confidence] | None:
    """Whom the certificate's issuer convinces. Roots that only some browsers know are left to a person."""
    code = host.get("trust_code")
    if code in (0, None):
        return None
    if code == _SELF_SIGNED or (shown["self_signed"] and code in (_SELF_SIGNED_IN_CHAIN, _NO_ISSUER, _NO_FIRST)):
        return "self-signed", f"{name}使用自签名证书，浏览器会提示不安全。", Confidence.CONFIRMED
    if code in (_NO_ISSUER, _NO_FIRST) and not shown["issuer_sent"]:
        words = f"{name}没有发送完整的证书链（缺少签发机构{shown['issuer']}的中间证书），部分浏览器和手机会提示不安全。"
        return "incomplete-chain", words, Confidence.CONFIRMED if shown["issuer_address"] else Confidence.SUSPECTED
    if code in (_SELF_SIGNED_IN_CHAIN, _NO_ISSUER, _NO_FIRST):
        words = f"{name}的证书由{shown['issuer']}签发，不在通用浏览器信任的机构之内。"
        return "unknown-issuer", words, Confidence.SUSPECTED
    return None


def _is_weak(shown: Fact) -> bool:
    kind, _, size = shown["key"].partition("-")
    return (kind == "RSA" and size.isdigit() and int(size) < 2048) or shown["signature"] in _WEAK_HASHES


def _warning(p: CertificateParams, begins: datetime, ends: datetime) -> timedelta:
    """How long before its end a certificate is worth a warning: machines renew short-lived ones late."""
    return min(timedelta(days=p.days_left), (ends - begins) / 6)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _page_of(site: SiteView, host: Fact) -> str:
    """The home page, or the front of another host of the site."""
    home = site.site.home_url
    return home if host["host"] == host_of(home) else f"https://{host['authority'].removesuffix(':443')}/"


def _finding(site: SiteView, host: Fact, reason: str, message: str, confidence: Confidence) -> Finding:
    shown = host.get("certificate") or {}
    ends = shown.get("not_after")
    left = (datetime.fromisoformat(ends) - datetime.fromisoformat(host["at"])).days if ends else None
    url = _page_of(site, host)
    return Finding(
        rule=RULE,
        url=url,
        page=url,
        confidence=confidence,
        message=message,
        evidence={
            "missing": [],
            "host": host["host"],
            "reason": reason,
            "not_before": shown.get("not_before"),
            "not_after": ends,
            "days_left": left,
            "issuer": shown.get("issuer", ""),
            "names": shown.get("names", []),
            "protocol": host.get("version", ""),
            "observed_at": host["at"],
        },
        discriminator=f"{host['host']} protocol" if reason == "old-protocol" else host["host"],
    )
