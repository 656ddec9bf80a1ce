//! Papers in a real browser and in a real PDF reader. What they draw is left in `target/papers/`, to be
//! looked at.

use std::path::{Path, PathBuf};
use std::process::Command;

use harness::{Answer, Need, Shop, json, root};

/// A shop in Bangkok that sold a long list, in baht with the tax contained, to somebody in Vietnam.
async fn long_list(shop: &Shop) -> (harness::Person, String) {
    shop.run(
        "update spindle.tenants
            set currency = 'THB', prices_include_tax = true, country = 'TH', time_zone = 'Asia/Bangkok',
                legal_name = 'บริษัท สยามกู๊ดส์ จำกัด', legal_address = E'99 ถนนพระรามที่ 4\\nกรุงเทพมหานคร 10500',
                tax_number = '0105556000000', invoice_note = 'ขอบคุณที่อุดหนุน'
          where tenant_id = $tenant;
         update spindle.prices set currency = 'THB' where tenant_id = $tenant;
         insert into spindle.tax_rates (tenant_id, country, tax_class, name, rate)
         values ($tenant, 'VN', 'standard', 'VAT', 0.10), ($tenant, 'VN', 'shipping', 'VAT', 0.10);
         insert into spindle.products (tenant_id, product_id, name, created_at, updated_at)
         select $tenant, ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid,
                case when n % 7 = 0 then 'ชาอู่หลงดอยแม่สลอง หมายเลข ' || n else 'Article ' || n end, spindle.clock(), spindle.clock()
           from generate_series(1, 80) n;
         insert into spindle.variants (tenant_id, sku, variant_id, product_id, name)
         select $tenant, 'ART-' || n, gen_random_uuid(), ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, ''
           from generate_series(1, 80) n;
         insert into spindle.prices (tenant_id, sku, price_id, currency, amount_minor)
         select $tenant, 'ART-' || n, gen_random_uuid(), 'THB', 1000 * n from generate_series(1, 80) n;
         insert into spindle.stock (tenant_id, sku, warehouse, on_hand)
         select $tenant, 'ART-' || n, 'MAIN', 100 from generate_series(1, 80) n",
    )
    .await;
    let customer = shop.customer();
    let items: Vec<_> = (1..=80)
        .map(|n| json!({ "sku": format!("ART-{n}"), "quantity": 2 }))
        .collect();
    let order = json!({
        "items": items, "payment_method": "CREDIT_CARD", "payment_token": "tok_success", "shipping_method": "STANDARD",
        "shipping_address": {
            "first_name": "Nguyễn Thị", "last_name": "Thu Hường", "address_line1": "12 Phố Hàng Bạc",
            "city": "Hà Nội", "state": "", "postal_code": "100000", "country": "VN", "phone": "+84 24 3825 7899"
        }
    });
    let placed = customer
        .post("/api/v1/orders", order.to_string())
        .await
        .created();
    let path = format!("/api/v1/orders/{}/invoice", placed["id"].as_str().unwrap());
    (customer, path)
}

fn folder() -> PathBuf {
    let folder = root().join("target/papers");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).output().unwrap();
    assert!(done.status.success(), "{program}: {done:?}");
    String::from_utf8(done.stdout).unwrap()
}

fn text(file: &Path) -> Vec<String> {
    let text = run("pdftotext", &["-layout", file.to_str().unwrap(), "-"]);
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}

/// 2 * 10.00 * (1 + 2 + … + 80) is 64,800.00, shipping 5.00; 10 % contained in both.
fn check(pages: &[String]) {
    assert!(pages.len() >= 3, "{}", pages.len());
    let all = pages.concat();
    for text in [
        "Invoice",
        "INV-000001",
        "Nguyễn Thị Thu Hường",
        "12 Phố Hàng Bạc",
        "1,600.00",
        "64,800.00",
        "THB 64,805.00",
        "VAT 10 %",
    ] {
        assert!(all.contains(text), "{text} is not in {all}");
    }
    for number in (1..=80).filter(|number| number % 7 != 0) {
        assert!(all.contains(&format!("Article {number} ")), "{number}");
    }
    for page in pages.iter().filter(|page| page.contains("Article")) {
        assert!(
            page.contains("DESCRIPTION"),
            "a page without a head: {page}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pdf_is_what_a_reader_reads() {
    let Some(shop) = Shop::open_for(&[Need::Poppler]).await else {
        return;
    };
    let (customer, path) = long_list(&shop).await;

    let answer: Answer = customer.get(&format!("{path}?format=pdf")).await;

    let file = folder().join("invoice.pdf");
    std::fs::write(&file, &answer.bytes).unwrap();
    let pages = text(&file);
    check(&pages);
    assert!(pages[0].contains("page 1 of"), "{}", pages[0]);
    let picture = folder().join("invoice");
    run(
        "pdftoppm",
        &[
            "-r",
            "70",
            "-png",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            file.to_str().unwrap(),
            picture.to_str().unwrap(),
        ],
    );
    assert!(
        std::fs::metadata(folder().join("invoice.png"))
            .unwrap()
            .len()
            > 10_000
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_prints_in_a_browser() {
    let Some(shop) = Shop::open_for(&[Need::Poppler, Need::Chromium]).await else {
        return;
    };
    let (customer, path) = long_list(&shop).await;

    let answer = customer.get(&format!("{path}?format=html")).await;

    let page = folder().join("invoice.html");
    std::fs::write(&page, &answer.text).unwrap();
    let file = folder().join("printed.pdf");
    let profile = folder().join("browser");
    run(
        "chromium",
        &[
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-pdf-header-footer",
            &format!("--user-data-dir={}", profile.display()),
            &format!("--print-to-pdf={}", file.display()),
            &format!("file://{}", page.display()),
        ],
    );
    check(&text(&file));
}
