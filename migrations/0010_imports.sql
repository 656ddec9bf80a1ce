-- Goods that come in files: rows are staged here, then applied all at once or not at all.

create table spindle.imports (
  tenant_id   text not null references spindle.tenants,
  import_id   uuid not null,
  status      text not null check (status in ('open', 'applied', 'failed')),
  actor       text not null check (length(actor) between 1 and 255),
  row_count   bigint not null default 0 check (row_count between 0 and 500000),
  error_count bigint not null default 0 check (error_count >= 0),
  errors      jsonb not null default '[]',
  counts      jsonb not null default '{}',
  created_at  timestamptz not null,
  applied_at  timestamptz,
  primary key (tenant_id, import_id)
);

comment on column spindle.imports.errors is
  'The first 1,000: [{"row", "column", "message"}, …]. error_count counts all.';
comment on column spindle.imports.counts is
  'What applying changed: {"products_created", "products_changed", "variants_created", …}.';

-- Gone as soon as the import is applied or has failed.
create table spindle.import_rows (
  tenant_id  text not null,
  import_id  uuid not null,
  row_number bigint not null check (row_number >= 1),
  data       jsonb not null check (jsonb_typeof(data) = 'object'),
  sku        text generated always as (data->>'sku') stored,
  product_id uuid,
  primary key (tenant_id, import_id, row_number),
  foreign key (tenant_id, import_id) references spindle.imports on delete cascade
);

comment on column spindle.import_rows.data is
  'One variant with its product, by the names of the columns; what is not said is not there.';
comment on column spindle.import_rows.product_id is
  'Found when it is applied.';
