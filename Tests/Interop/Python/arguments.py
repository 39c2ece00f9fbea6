"""What the server's and the client's flags have in common."""


def truth(text):
    """The official scripts write --use_tls=true."""
    if text.lower() not in ("true", "false"):
        raise ValueError(text)
    return text.lower() == "true"


def read(path):
    with open(path, "rb") as file:
        return file.read()
