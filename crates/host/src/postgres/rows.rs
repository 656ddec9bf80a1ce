//! The rows of a query as a WIT stream, and how it ended as a WIT future.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{Fuse, StreamExt};
use tokio::sync::oneshot;
use tokio_postgres::RowStream;
use wasmtime::StoreContextMut;
use wasmtime::component::{Destination, StreamProducer, StreamResult, VecBuffer};

use super::error::query_failed;
use super::lease::Running;
use super::values::{columns, values};
use crate::bindings::spin::postgres::postgres::{Column, DbValue, Error};

/// Rows handed to the guest at once at most.
const BATCH: usize = 256;

/// Produces the rows of one query. Keeps the connection from its pool until the last one.
pub(super) struct Rows {
    rows: Option<Pin<Box<Fuse<RowStream>>>>,
    first: Option<Vec<DbValue>>,
    end: Option<oneshot::Sender<Result<(), Error>>>,
    running: Running,
}

/// A query whose first row has been waited for.
pub(super) struct Opened {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Rows,
    pub(super) end: oneshot::Receiver<Result<(), Error>>,
}

impl Rows {
    /// Waits for the first row, because the columns come from it; as in Spin, no row means no columns.
    pub(super) async fn open(rows: RowStream, running: Running) -> Opened {
        // RowStream is not fused: polled again after its end it fails.
        let mut stream = Box::pin(rows.fuse());
        let (sender, end) = oneshot::channel();
        let mut rows = Self {
            rows: None,
            first: None,
            end: Some(sender),
            running,
        };
        let mut head = Vec::new();
        match stream.next().await {
            None => rows.finish(Ok(())),
            Some(Ok(row)) => match values(&row) {
                Ok(first) => {
                    head = columns(&row);
                    rows.first = Some(first);
                    rows.rows = Some(stream);
                }
                Err(problem) => rows.finish(Err(Error::ValueConversionFailed(problem))),
            },
            Some(Err(error)) => rows.finish(Err(query_failed(&error))),
        }
        Opened {
            columns: head,
            rows,
            end,
        }
    }

    fn finish(&mut self, result: Result<(), Error>) {
        self.rows = None;
        self.running.end();
        if let Some(end) = self.end.take() {
            // The guest may not want to know.
            let _ = end.send(result);
        }
    }

    /// Takes what is there, up to a batch. `Ready` with fewer rows than a batch means that was the end, or Pending.
    fn poll_batch(&mut self, cx: &mut Context<'_>, batch: &mut Vec<Vec<DbValue>>) -> Poll<()> {
        batch.extend(self.first.take());
        while batch.len() < BATCH {
            let Some(stream) = &mut self.rows else {
                return Poll::Ready(());
            };
            match stream.as_mut().poll_next_unpin(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => self.finish(Ok(())),
                Poll::Ready(Some(Err(error))) => self.finish(Err(query_failed(&error))),
                Poll::Ready(Some(Ok(row))) => match values(&row) {
                    Ok(row) => batch.push(row),
                    Err(problem) => self.finish(Err(Error::ValueConversionFailed(problem))),
                },
            }
        }
        Poll::Ready(())
    }
}

impl<T: 'static> StreamProducer<T> for Rows {
    type Item = Vec<DbValue>;
    type Buffer = VecBuffer<Self::Item>;

    fn poll_produce<'a>(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        _: StoreContextMut<'a, T>,
        mut destination: Destination<'a, Self::Item, Self::Buffer>,
        finish: bool,
    ) -> Poll<wasmtime::Result<StreamResult>> {
        let mut batch = Vec::new();
        let polled = self.poll_batch(cx, &mut batch);
        if batch.is_empty() && polled.is_pending() {
            return if finish {
                Poll::Ready(Ok(StreamResult::Cancelled))
            } else {
                Poll::Pending
            };
        }
        destination.set_buffer(batch.into());
        Poll::Ready(Ok(if self.rows.is_some() {
            StreamResult::Completed
        } else {
            StreamResult::Dropped
        }))
    }
}
