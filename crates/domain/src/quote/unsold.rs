//! Lines of a cart that cannot be sold any more: they are shown without a price, and the rest
//! of the cart is priced without them.

use super::basis::quantities;
use super::unit_price::is_sold;
use super::{Context, Line, ShownLine, ShownQuote};

/// A line that is not for sale, and its place in the cart.
#[derive(Clone, Debug)]
pub struct UnsoldLine {
    position: usize,
    /// The line.
    pub line: Line,
}

impl Context {
    /// Takes out the lines that have no price, so that the others can get one.
    pub fn take_unsold(&mut self) -> Vec<UnsoldLine> {
        let quantities = quantities(self);
        let is_sold =
            |line: &Line| is_sold(self, line, quantities.of(line).unwrap_or(line.quantity));
        let unsold = (0..self.lines.len()).filter(|&position| !is_sold(&self.lines[position]));
        let unsold: Vec<usize> = unsold.collect();
        // From behind, so that the positions of the others stay what they were.
        let mut taken: Vec<UnsoldLine> = unsold
            .into_iter()
            .rev()
            .map(|position| UnsoldLine {
                position,
                line: self.lines.remove(position),
            })
            .collect();
        taken.reverse();
        taken
    }

    /// Puts them back where they were.
    pub fn put_back(&mut self, unsold: Vec<UnsoldLine>) {
        for UnsoldLine { position, line } in unsold {
            self.lines.insert(position.min(self.lines.len()), line);
        }
    }
}

impl ShownQuote {
    /// Puts lines that are not for sale back where they were. They are in no total.
    #[must_use]
    pub fn with_unsold(mut self, unsold: Vec<UnsoldLine>) -> Self {
        for UnsoldLine { position, line } in unsold {
            self.items
                .insert(position.min(self.items.len()), shown(line));
        }
        self
    }
}

fn shown(line: Line) -> ShownLine {
    ShownLine {
        id: line.line_id,
        product_id: line.product_id,
        variant_id: line.variant_id,
        sku: line.sku,
        name: line.name,
        quantity: line.quantity,
        unit_price: None,
        subtotal: None,
        discount_amount: None,
        tax_amount: None,
        unavailable: true,
        available_quantity: line.available,
        explanation: Vec::new(),
    }
}
