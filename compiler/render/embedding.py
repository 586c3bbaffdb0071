"""The code that an organisation copies to show the calculator on its own site."""

from html import escape

# Only messages of the frame itself count, and only numbers: the frame's height.
CODE = """\
<iframe id="passerelle" src="{address}#view=steps" title="{title}"
  allow="clipboard-write" width="100%" height="1000"></iframe>
<script>
  addEventListener("message", ({{ source, data }}) => {{
    const frame = document.getElementById("passerelle");
    if (source === frame.contentWindow && Number.isFinite(data)) frame.height = data;
  }});
</script>"""


def embed_code(address: str, title: str) -> str:
    """HTML with the calculator of an absolute address in a frame; `title` names the frame."""
    return CODE.format(address=escape(address), title=escape(title))
