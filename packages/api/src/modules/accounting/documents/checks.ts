import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'

/** What documents and payments keep, recomputed; each selects a line of words for what does not hold. */
export const documentChecks: Readonly<Record<string, RawBuilder<{ detail: string }>>> = {
  customers: sql`
    with owed as (
      select contact_id, currency, sum(amount) as amount, sum(base) as base from (
        select contact_id, currency, case kind when 'invoice' then total_minor - settled_minor
            else settled_minor - total_minor end as amount,
          case kind when 'invoice' then base_minor - released_minor else released_minor - base_minor end as base
        from accounting_document where posted_at is not null
        union all
        select contact_id, currency, allocated_minor - amount_minor, released_minor - base_minor
        from accounting_payment where direction = 'in' and undone_on is null
      ) open group by 1, 2
    ), held as (
      select l.contact_id, l.currency, sum(l.amount_minor) as amount, sum(l.base_minor) as base
      from accounting_line l join accounting_account a on a.id = l.account_id
      where a.role = 'receivable' group by 1, 2
    )
    select format('customer %s in %s: invoices and payments come to %s (base %s), the account holds %s (base %s)',
      coalesce(o.contact_id, h.contact_id), coalesce(o.currency, h.currency),
      coalesce(o.amount, 0), coalesce(o.base, 0), coalesce(h.amount, 0), coalesce(h.base, 0)) as detail
    from owed o full join held h on h.contact_id is not distinct from o.contact_id and h.currency = o.currency
    where (coalesce(o.amount, 0), coalesce(o.base, 0)) is distinct from (coalesce(h.amount, 0), coalesce(h.base, 0))`,
  settled: sql`
    with folded as (
      select document_id as id, sum(amount_minor) as amount, sum(document_base_minor) as base
        from accounting_allocation group by 1
      union all
      select credit_id, sum(amount_minor), sum(source_base_minor)
        from accounting_allocation where credit_id is not null group by 1
    )
    select format('document %s: settled %s (base %s), put to it %s (base %s)', d.id, d.settled_minor, d.released_minor,
      coalesce(f.amount, 0), coalesce(f.base, 0)) as detail
    from accounting_document d left join folded f on f.id = d.id
    where (d.settled_minor, d.released_minor) is distinct from (coalesce(f.amount, 0), coalesce(f.base, 0))
    union all
    select format('payment %s: allocated %s (base %s), put to invoices %s (base %s)', p.id, p.allocated_minor,
      p.released_minor, coalesce(sum(a.amount_minor), 0), coalesce(sum(a.source_base_minor), 0))
    from accounting_payment p left join accounting_allocation a on a.payment_id = p.id
    where p.direction = 'in'
    group by p.id, p.allocated_minor, p.released_minor
    having (p.allocated_minor, p.released_minor)
      is distinct from (coalesce(sum(a.amount_minor), 0), coalesce(sum(a.source_base_minor), 0))
    union all
    select format('refund %s: %s (base %s), of payments %s (base %s)', r.id, r.allocated_minor, r.released_minor,
      coalesce(sum(a.amount_minor), 0), coalesce(sum(a.document_base_minor), 0))
    from accounting_payment r left join accounting_allocation a on a.refund_id = r.id
    where r.direction = 'out'
    group by r.id, r.allocated_minor, r.released_minor, r.undone_on, r.amount_minor, r.base_minor
    having (coalesce(sum(a.amount_minor), 0), coalesce(sum(a.document_base_minor), 0))
        is distinct from (r.allocated_minor, r.released_minor)
      or (r.undone_on is null and (r.allocated_minor, r.released_minor) is distinct from (r.amount_minor, r.base_minor))`,
  documents: sql`
    select format('document %s: its lines come to %s and its taxes to %s, it says %s and %s', d.id,
      coalesce(l.net, 0), coalesce(t.tax, 0), d.net_minor, d.tax_minor) as detail
    from accounting_document d
    left join (select document_id, sum(net_minor) as net from accounting_document_line group by 1) l on l.document_id = d.id
    left join (select document_id, sum(taxable_minor) as taxable, sum(tax_minor) as tax
      from accounting_document_tax group by 1) t on t.document_id = d.id
    where (d.net_minor, d.net_minor, d.tax_minor, d.total_minor) is distinct from
      (coalesce(l.net, 0), coalesce(t.taxable, 0), coalesce(t.tax, 0), d.net_minor + d.tax_minor + d.rounding_minor)`,
  credited: sql`
    select format('document %s: %s of %s is credited', d.id, sum(c.total_minor), d.total_minor) as detail
    from accounting_document d join accounting_document c on c.corrects_id = d.id and c.posted_at is not null
    group by d.id, d.total_minor, d.state
    having sum(c.total_minor) > d.total_minor or (sum(c.total_minor) = d.total_minor) <> (d.state = 'void')
    union all
    select format('document %s: at %s %% %s of %s is credited, with %s of %s tax', d.id, t.percent,
      sum(x.taxable_minor), t.taxable_minor, sum(x.tax_minor), t.tax_minor)
    from accounting_document d
    join accounting_document_tax t on t.document_id = d.id
    join accounting_document c on c.corrects_id = d.id and c.posted_at is not null
    join accounting_document_tax x on x.document_id = c.id and x.tax_code_id = t.tax_code_id
    group by d.id, t.tax_code_id, t.percent, t.taxable_minor, t.tax_minor
    having abs(sum(x.taxable_minor)) > abs(t.taxable_minor) or abs(sum(x.tax_minor)) > abs(t.tax_minor)`,
}
