"""The code that an organisation copies to show the calculator on its own site."""

from html import escape

# Only messages of a frame of ours count, each for its own frame, and only numbers: the frame's
# height, or how far down in it something stands that is out of sight.
CODE = """\
<iframe class="passerelle" src="{address}#view=steps" title="{title}"
  allow="clipboard-write" width="100%" height="1000"></iframe>
<script>
  addEventListener("message", ({{ source, data }}) => {{
    for (const frame of document.querySelectorAll("iframe.passerelle")) {{
      if (frame.contentWindow !== source) continue;
      if (Number.isFinite(data)) frame.height = data;
      else if (Number.isFinite(data?.top))
        scrollTo(scrollX, scrollY + frame.getBoundingClientRect().top + data.top);
    }}
  }});
</script>"""


def embed_code(address: str, title: str) -> str:
    """HTML with the calculator of an absolute address in a frame; `title` names the frame."""
    return CODE.format(address=escape(address), title=escape(title))
