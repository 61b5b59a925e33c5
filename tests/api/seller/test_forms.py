"""What is sent as `multipart/form-data`, in its bytes."""

from catalogue.readiness.models import Certificate

CERTIFICATES = "/v1/seller/certificates"


def test_the_text_of_a_form_is_utf_8(api, seller):
    def told(issuer: bytes, kind="multipart/form-data; boundary=b"):
        form = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        body = form % (b"type", b"HALAL") + form % (b"issuer", issuer) + b"--b--\r\n"
        got = api.generic("POST", f"{CERTIFICATES}?lang=en", body, content_type=kind)
        return got.status_code, got.json().get("detail") or got.json()["issuer"]

    assert told("Café".encode("latin-1")) == (
        400,
        "The text of the form is not UTF-8.",
    )
    assert told(b"a", "multipart/form-data")[1].startswith(
        "The body is not well-formed"
    )
    as_utf_7 = "multipart/form-data; boundary=b; charset=utf-7"
    assert told(b"Caf+AOk-", as_utf_7) == (201, "Caf+AOk-")
    assert Certificate.objects.filter(seller=seller).count() == 1
