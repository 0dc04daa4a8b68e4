//! Pictures made small enough to be kept with a person.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, File, HtmlCanvasElement, ImageBitmap};

/// Twice what is shown, for dense screens.
const SIDE: u32 = 64;
/// About 2 kB a picture; JPEG, because not every browser writes WebP.
const QUALITY: f64 = 0.85;

/// The middle square of a picture as a `data:` address.
pub(super) async fn scaled_down(file: &File) -> Result<String, JsValue> {
    let bitmap: ImageBitmap = window().create_image_bitmap_with_blob(file)?.await?.dyn_into()?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let square = width.min(height);
    let side = f64::from(SIDE);
    // JPEG has no transparency: what shows through would be black.
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, side, side);
    context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        &bitmap,
        (width - square) / 2.0,
        (height - square) / 2.0,
        square,
        square,
        0.0,
        0.0,
        side,
        side,
    )?;
    bitmap.close();
    canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &JsValue::from_f64(QUALITY))
}
