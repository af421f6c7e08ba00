"""What a certificate says, from its bytes: names, times, issuer, key. Pure; runs in a thread."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from model import Json

_NAMES_SHOWN = 12


def describe(chain: Sequence[bytes], host: str) -> Json:
    """The leaf of a chain (DER, leaf first) as facts; `problem` where it cannot be read."""
    try:
        leaf = x509.load_der_x509_certificate(chain[0])
        names = names_of(leaf)
        return {
            "subject": _common_name(leaf.subject),
            "issuer": _common_name(leaf.issuer) or leaf.issuer.rfc4514_string()[:200],
            "not_before": leaf.not_valid_before_utc.isoformat(),
            "not_after": leaf.not_valid_after_utc.isoformat(),
            "names": names[:_NAMES_SHOWN],
            "matches": any(fits(host, name) for name in names),
            "self_signed": leaf.subject == leaf.issuer,
            "chain": len(chain),
            "issuer_sent": _issuer_sent(leaf, chain[1:]),
            "issuer_address": _issuer_address(leaf),
            "key": _key(leaf),
            "signature": leaf.signature_hash_algorithm.name if leaf.signature_hash_algorithm else "",
        }
    except (ValueError, IndexError, UnsupportedAlgorithm, x509.UnsupportedGeneralNameType) as error:
        return {"problem": f"{type(error).__name__}: {error}"[:200]}


def names_of(leaf: x509.Certificate) -> list[str]:
    """The hosts for which a certificate was given: the alternative names, failing them the common name."""
    try:
        extension = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return [name for name in (_common_name(leaf.subject),) if name]
    found = [name.lower() for name in extension.get_values_for_type(x509.DNSName)]
    return found + [str(address) for address in extension.get_values_for_type(x509.IPAddress)]


def fits(host: str, name: str) -> bool:
    """Whether a certificate's name covers a host; a wildcard stands for the first label alone."""
    host, name = host.lower().rstrip("."), name.lower().rstrip(".")
    if not name.startswith("*.") or _is_address(host):
        return host == name
    label, _, rest = host.partition(".")
    return bool(label) and rest == name[2:] and "." in rest


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value)[:200] if found else ""


def _issuer_sent(leaf: x509.Certificate, rest: Sequence[bytes]) -> bool:
    """Whether the server also sent the certificate that signed the leaf."""
    return any(x509.load_der_x509_certificate(each).subject == leaf.issuer for each in rest)


def _issuer_address(leaf: x509.Certificate) -> bool:
    """Whether the leaf says where its issuer's certificate can be fetched (most desktop browsers then do)."""
    try:
        access = leaf.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    return any(each.access_method == AuthorityInformationAccessOID.CA_ISSUERS for each in access)


def _key(leaf: x509.Certificate) -> str:
    key = leaf.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA-{key.key_size}"
    return f"EC-{key.key_size}" if isinstance(key, ec.EllipticCurvePublicKey) else type(key).__name__.strip("_")
