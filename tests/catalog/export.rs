//! `GET /api/v1/exports/products`

use harness::Shop;

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_what_the_command_writes() {
    let shop = Shop::open().await;

    for format in ["csv", "jsonl"] {
        let (mut lines, mut pages) = (Vec::new(), 0);
        let mut path = format!("/api/v1/exports/products?format={format}&limit=3");
        loop {
            let page = shop.admin().get(&path).await;
            assert_eq!(page.status.as_u16(), 200, "{page:#?}");
            // Each page of a CSV file has its header.
            let is_first = pages == 0 || format == "jsonl";
            lines.extend(
                page.text
                    .lines()
                    .skip(usize::from(!is_first))
                    .map(str::to_owned),
            );
            pages += 1;
            let Some((next, _)) = page.header("link").split_once('>') else {
                break;
            };
            path = next.trim_start_matches('<').to_owned();
        }
        assert_eq!(pages, 2);
        let whole = shop.export(format).await;
        assert_eq!(lines, whole.lines().collect::<Vec<_>>(), "{format}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_for_admins_and_has_bounds() {
    let shop = Shop::open().await;
    let path = "/api/v1/exports/products";

    for (query, field) in [
        ("format=xml", "format"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("after=", "after"),
    ] {
        let error = shop.admin().get(&format!("{path}?{query}")).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{query}: {error}");
    }
    shop.customer().get(path).await.refused(403, "FORBIDDEN");
    shop.admin_of("no-such-shop")
        .get(path)
        .await
        .refused(404, "NOT_FOUND");
}
