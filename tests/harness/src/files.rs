//! The commands that read and write goods in files, as functions.

use std::sync::Mutex;

use uuid::Uuid;

use crate::Shop;

impl Shop {
    /// `spindle import` of a file with this text. What it said; the last line is the error, if it
    /// was one.
    pub async fn import(&self, ending: &str, text: &str) -> Result<Vec<String>, Vec<String>> {
        let file = std::env::temp_dir().join(format!("spindle-{}.{ending}", Uuid::new_v4()));
        std::fs::write(&file, text).expect("a temporary file can be written");
        let said = Mutex::new(Vec::new());
        let log = |line: &str| {
            let mut said = said.lock().expect("nobody panicked");
            said.push(line.to_owned());
        };
        let done = cli::import::import(self.database_url(), &self.tenant, &file, None, &log).await;
        let _ = std::fs::remove_file(&file);
        let mut said = said.into_inner().expect("nobody panicked");
        match done {
            Ok(()) => Ok(said),
            Err(error) => {
                said.push(format!("{error:#}"));
                Err(said)
            }
        }
    }

    /// `spindle export`.
    pub async fn export(&self, ending: &str) -> String {
        let format = ending.parse().expect("csv or jsonl");
        let mut text = Vec::new();
        cli::export::export(self.database_url(), &self.tenant, format, &mut text)
            .await
            .expect("the goods can be read");
        String::from_utf8(text).expect("files are UTF-8")
    }
}
