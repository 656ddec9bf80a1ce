-- What the generator computes again and again, for this session only. Everything follows from the
-- seed and a number: the thirty-first product is the same in every statement, and nothing is joined
-- to find out what it costs.

-- A number from 0 to p_sides - 1; p_salt tells the questions about one thing apart.
create function pg_temp.dice(p_seed bigint, p_number bigint, p_salt bigint, p_sides bigint)
  returns bigint language sql immutable
as $$ select (hashint8extended(p_number * 64 + p_salt, p_seed) & 9223372036854775807) % p_sides $$;

create function pg_temp.id(p_seed bigint, p_kind text, p_number bigint)
  returns uuid language sql immutable
as $$ select md5(p_seed || p_kind || p_number)::uuid $$;

-- Some sell much and most sell little: a tenth of the tenants has a third of the customers.
create function pg_temp.skewed(p_seed bigint, p_number bigint, p_salt bigint, p_count bigint)
  returns bigint language sql immutable
as $$
  select 1 + p_count * (pg_temp.dice(p_seed, p_number, p_salt, 1000000) ^ 2)::bigint / 1000000000000
$$;

-- Three of each third product, one of the others.
create function pg_temp.variants_of(p_product bigint)
  returns bigint language sql immutable
as $$ select case when p_product % 3 = 0 then 3 else 1 end $$;

create function pg_temp.sku(p_product bigint, p_variant bigint)
  returns text language sql immutable
as $$ select 'SKU-' || lpad(p_product::text, 7, '0') || case when p_variant > 1 then '-' || p_variant else '' end $$;

-- From 5.00 to 204.99, a hundred times as much where there is no smaller coin.
create function pg_temp.price(p_seed bigint, p_product bigint, p_currency text)
  returns bigint language sql immutable
as $$
  select (500 + pg_temp.dice(p_seed, p_product, 10, 20000)) * case p_currency when 'VND' then 250 else 1 end
$$;

create function pg_temp.product_name(p_seed bigint, p_product bigint)
  returns text language sql immutable
as $$
  select (array['Light', 'Heavy', 'Blue', 'Classic', 'Folding', 'Woven', 'Solid', 'Small', 'Tall', 'Plain'])
           [1 + pg_temp.dice(p_seed, p_product, 11, 10)]
      || ' '
      || (array['Lamp', 'Chair', 'Shirt', 'Bottle', 'Basket', 'Blanket', 'Bag', 'Cup', 'Knife', 'Coat', 'Radio', 'Tent'])
           [1 + pg_temp.dice(p_seed, p_product, 12, 12)]
      || ' ' || p_product
$$;

-- Eight of ten customers buy in the country their shop is in.
create function pg_temp.address(p_seed bigint, p_number bigint, p_country text)
  returns jsonb language sql immutable
as $$
  select jsonb_build_object(
    'first_name', (array['Ada', 'Alan', 'Grace', 'Linus', 'Margaret', 'Niklaus', 'Radia', 'Somchai', 'Thi', 'Edsger'])
                    [1 + pg_temp.dice(p_seed, p_number, 20, 10)],
    'last_name',  (array['Byron', 'Turing', 'Hopper', 'Jaidee', 'Hamilton', 'Wirth', 'Perlman', 'Nguyen', 'Tran', 'Dijkstra'])
                    [1 + pg_temp.dice(p_seed, p_number, 21, 10)],
    'address_line1', (1 + pg_temp.dice(p_seed, p_number, 22, 999)) || ' Main Street',
    'city', (array['Springfield', 'Riverside', 'Fairview', 'Georgetown', 'Salem'])
              [1 + pg_temp.dice(p_seed, p_number, 23, 5)],
    'state', '', 'postal_code', lpad(pg_temp.dice(p_seed, p_number, 24, 99999)::text, 5, '0'),
    'country', country, 'country_code', country)
    from (select case when pg_temp.dice(p_seed, p_number, 25, 10) < 8 then p_country else 'FR' end) as to_(country)
$$;

-- The tenants of this run, by number.
create temporary table fill_tenants (
  number             bigint primary key,
  tenant_id          text not null,
  currency           text not null,
  country            text not null,
  tax_rate           numeric not null,
  prices_include_tax boolean not null,
  products           bigint not null
);
