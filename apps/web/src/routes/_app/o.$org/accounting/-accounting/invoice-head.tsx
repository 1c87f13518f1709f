import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { DayInput } from '../../../../../components/day-input.tsx'
import { addDays } from '../../../../../components/day-words.ts'
import { ContactPicker } from './contact-picker.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { useDayHint } from './closed-day.tsx'
import { useFarDay } from './far-day.tsx'
import type { InvoiceForm } from './invoice-form.ts'
import type { InvoiceParts } from './invoice-parts.ts'
import { MoreFields } from './more-fields.tsx'

export interface InvoiceHeadProps {
  form: InvoiceForm
  parts: InvoiceParts
  problems: Readonly<Record<string, string>>
  /** Nothing was saved of it yet. */
  isNew: boolean
  change: (more: Partial<InvoiceForm>) => void
}

/** Days that customers have at most, but for a few. */
const LONGEST_TERMS = 366

/** Whom an invoice is for, and by when. */
export function InvoiceHead({ form, parts, problems, isNew, change }: InvoiceHeadProps) {
  return (
    <Card>
      <div className="grid grid-cols-[minmax(0,2fr)_1fr_1fr] gap-4 max-tablet:grid-cols-1">
        <Field label="Customer" error={problems['contactId']}>
          <ContactPicker
            autoFocus={isNew}
            value={form.contact}
            onValueChange={(contact) => change({ contact })}
          />
        </Field>
        <Field label="Invoice date" hint={useDayHint(form.issuedOn, 'sales')} error={problems['issuedOn']}>
          <DayInput value={form.issuedOn} onValueChange={(issuedOn) => change(moved(form, issuedOn))} />
        </Field>
        <Field label="Due" hint={useFarDay(form.dueOn, LONGEST_TERMS)} error={problems['dueOn']}>
          <DayInput value={form.dueOn} onValueChange={(dueOn) => change({ dueOn })} />
        </Field>
      </div>
      {form.contact !== null && (
        <div className="mt-4 border-t border-line pt-3">
          <CustomerFacts id={form.contact.value} />
        </div>
      )}
      <MoreFields form={form} base={parts.baseCurrency} problems={problems} onChange={change} />
    </Card>
  )
}

/** The due day keeps its distance from the day of the invoice. */
function moved({ issuedOn, dueOn }: InvoiceForm, next: string | null): Partial<InvoiceForm> {
  if (issuedOn === null || dueOn === null || next === null) return { issuedOn: next }
  const days = Math.round((Date.parse(dueOn) - Date.parse(issuedOn)) / 86_400_000)
  return { issuedOn: next, dueOn: addDays(next, days) }
}
