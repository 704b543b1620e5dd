"""The looks of the page: theme, style sheet, script and icon, all from this folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio

_HERE = Path(__file__).parent
_SYSTEM_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]


def _theme() -> gradio.themes.Base:
    """A theme that takes its colours from the style sheet, so that each is written once."""
    theme = gradio.themes.Base(
        primary_hue=gradio.themes.colors.teal,
        neutral_hue=gradio.themes.colors.gray,
        spacing_size=gradio.themes.sizes.spacing_sm,
        radius_size=gradio.themes.sizes.radius_sm,
        text_size=gradio.themes.sizes.text_lg,
        font=_SYSTEM_FONTS,
        font_mono=["ui-monospace", "Consolas", "monospace"],
    )
    colours = {
        "body_background_fill": "var(--paper)",
        "body_text_color": "var(--ink)",
        "body_text_color_subdued": "var(--faint)",
        "background_fill_primary": "var(--paper)",
        "background_fill_secondary": "var(--shade)",
        "block_background_fill": "transparent",
        "block_label_background_fill": "transparent",
        "block_label_text_color": "var(--ink)",
        "block_title_text_color": "var(--ink)",
        "block_info_text_color": "var(--faint)",
        "border_color_primary": "var(--line)",
        "border_color_accent": "var(--accent)",
        "input_background_fill": "var(--paper)",
        "input_border_color": "var(--edge)",
        "input_placeholder_color": "var(--faint)",
        "input_border_color_focus": "var(--accent)",
        "button_primary_background_fill": "var(--accent)",
        "button_primary_background_fill_hover": "var(--accent-deep)",
        "button_primary_text_color": "var(--on-accent)",
        "button_primary_text_color_hover": "var(--on-accent)",
        "button_secondary_background_fill": "var(--paper)",
        "button_secondary_background_fill_hover": "var(--shade)",
        "button_secondary_text_color": "var(--ink)",
        "button_secondary_border_color": "var(--edge)",
        "color_accent": "var(--accent)",
        "color_accent_soft": "var(--shade)",
        "link_text_color": "var(--accent)",
        "link_text_color_hover": "var(--accent-deep)",
        "link_text_color_visited": "var(--accent)",
        "link_text_color_active": "var(--accent)",
    }
    dark = {f"{name}_dark": value for name, value in colours.items() if hasattr(theme, f"{name}_dark")}
    return theme.set(**colours, **dark, block_border_width="0px", block_shadow="none", block_padding="0px")


#: What `mount_gradio_app` takes for the looks of the page.
LOOK: dict[str, Any] = {
    "theme": _theme(),
    "css": (_HERE / "page.css").read_text("utf-8"),
    "head": f"<script>{(_HERE / 'page.js').read_text('utf-8')}</script>",
    "favicon_path": str(_HERE / "favicon.svg"),
    "footer_links": [],
}
