import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Kbd } from '@hub/ui/kbd'
import { LineEditor } from '@hub/ui/line-editor'
import { Note } from '@hub/ui/note'
import { Status } from '@hub/ui/status'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { holdsUnreadable, sendByKeys } from '../../../../../components/sending.ts'
import type { Failure } from '../../../../../failure.ts'
import { useUnsaved } from '../../../../../unsaved.ts'
import { paperOfForm } from './form-paper.ts'
import { emptyInvoiceLine, formTotals, inputOf, writtenLines } from './invoice-form.ts'
import type { InvoiceForm } from './invoice-form.ts'
import { invoiceColumns } from './invoice-columns.ts'
import { InvoiceHead } from './invoice-head.tsx'
import { InvoicePreview } from './invoice-preview.tsx'
import { InvoiceSums } from './invoice-sums.tsx'
import type { InvoiceParts } from './invoice-parts.ts'
import { PostingPreview } from './posting-preview.tsx'
import { SaveWords } from './save-words.tsx'
import { unprintedOn, useUnprintedQuestion } from './unprinted-note.tsx'
import { useDraftSaver } from './use-draft-saver.ts'
import type { SavedDraft } from './draft-saver.ts'
import { placed, useGridAct } from './use-grid-act.ts'
import type { GridProblems, GridSent } from './use-grid-act.ts'

export interface InvoiceEditorProps {
  start: { form: InvoiceForm; draft: SavedDraft | null }
  parts: InvoiceParts
  onMade: (id: string) => void
  onPosted: (id: string) => void
  onClose: () => void
}

const columns = { description: 'item', quantity: 'quantity', unitPrice: 'price', taxCodeId: 'tax' }
const fields = ['contactId', 'issuedOn', 'dueOn', 'rate', 'discountPercent', 'reference', 'message']

/** Writes an invoice. It saves itself; the paper beside it shows what the customer will get. */
export function InvoiceEditor({ start, parts, onMade, onPosted, onClose }: InvoiceEditorProps) {
  const { client, queryClient, trpc } = useHub()
  const { taxes, company, baseCurrency } = parts
  const [form, setForm] = useState(start.form)
  const input = inputOf(form, baseCurrency)
  const [startInput] = useState(() => inputOf(start.form, baseCurrency))
  const { problems, setProblems, refuse, isPending, run } = useGridAct()
  const saver = useDraftSaver(input, {
    start: start.draft && startInput && { draft: start.draft, input: startInput },
    onMade,
  })
  useUnsaved(input !== null && !saver.isSaved)
  const buyer = useQuery(
    trpc.modules.accounting.contacts.get.queryOptions(
      { id: form.contact?.value ?? '' },
      { enabled: form.contact !== null },
    ),
  )
  const totals = formTotals(form, taxes)
  const paper = paperOfForm({ form, totals, taxes, company, buyer: buyer.data })
  const unprinted = unprintedOn(paper)
  const change = (more: Partial<InvoiceForm>) => {
    setForm((before) => ({ ...before, ...more }))
    setProblems((before) => withoutChanged(before, more))
  }
  const sent = { list: 'lines', lines: writtenLines(form), fields, columns }
  const post = async () => {
    if (isPending) return
    if (input === null) return refuse({ fields: missingIn(form), lines: {} })
    await run(sent, async (idempotencyKey) => {
      const draft = await saver.save(input)
      const posted = await client.modules.accounting.invoices.post.mutate({ ...draft, idempotencyKey })
      void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
      showToast(`Posted ${posted.number ?? 'the invoice'}.`)
      onPosted(posted.id)
    })
  }
  const { question, ask } = useUnprintedQuestion(unprinted, () => void post())
  const close = async () => {
    // What cannot be saved is asked about on the way out.
    if (input !== null && !saver.isSaved) await saver.save(input).catch(() => null)
    onClose()
  }
  const formId = useId()
  const shown = withUnsaved(problems, saver.state.kind === 'failed' ? saver.state.failure : null, sent)
  return (
    // Where the words of a line would have no room beside the preview, it goes below.
    <div className="flex flex-wrap items-start gap-6">
      <form
        id={formId}
        data-print="no"
        noValidate
        aria-label="Invoice"
        className="flex min-w-0 flex-[1_1_660px] flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (holdsUnreadable(event)) return
          if (input !== null && unprinted.length > 0) ask()
          else void post()
        }}
        onKeyDown={sendByKeys}
      >
        <div className="flex flex-wrap items-center gap-3">
          <Status>Draft</Status>
          <SaveWords state={saver.state} isSaved={saver.isSaved} />
          <div className="ml-auto flex flex-wrap gap-2">
            <Button onClick={() => void close()}>Close</Button>
            <Button type="submit" variant="primary" pending={isPending} pendingLabel="Posting">
              Post invoice <Kbd className="pointer-coarse:hidden">Ctrl ↵</Kbd>
            </Button>
          </div>
        </div>
        {shown.whole !== undefined && (
          <Note tone="danger" live>
            {shown.whole}
          </Note>
        )}
        <InvoiceHead {...{ form, parts, change }} problems={shown.fields} isNew={start.draft === null} />
        <Card flush>
          <LineEditor
            label="Lines of the invoice"
            columns={invoiceColumns(form, taxes)}
            lines={form.lines}
            onLinesChange={(lines) => change({ lines })}
            newLine={() => emptyInvoiceLine(lastTax(form) ?? taxes[0]?.id ?? '')}
            problems={shown.lines}
            aside={
              <Field
                label="Message on the invoice"
                hint="Payment details come from Details."
                error={shown.fields['message']}
              >
                <Textarea
                  rows={3}
                  value={form.message}
                  onChange={({ target }) => change({ message: target.value })}
                />
              </Field>
            }
            totals={<InvoiceSums form={form} totals={totals} taxes={taxes} />}
          />
          <div className="pb-(--card-pad)" />
        </Card>
        <PostingPreview {...{ form, totals, parts }} />
      </form>
      <InvoicePreview paper={paper} unprinted={unprinted} />
      {question}
    </div>
  )
}

const missingIn = ({ contact, issuedOn, dueOn }: InvoiceForm): Record<string, string> => ({
  ...(contact === null && { contactId: 'Choose a customer.' }),
  ...(issuedOn === null && { issuedOn: 'Choose a day.' }),
  ...(dueOn === null && { dueOn: 'Choose a day.' }),
})

const lastTax = ({ lines }: InvoiceForm): string | undefined => lines.at(-1)?.values['tax']

/** What was said of a field holds until the field is changed. */
function withoutChanged(before: GridProblems, more: Partial<InvoiceForm>): GridProblems {
  const changed = new Set<string>(Object.keys(more).map((name) => (name === 'contact' ? 'contactId' : name)))
  const fields = Object.entries(before.fields).filter(([name]) => !changed.has(name))
  return { ...before, fields: Object.fromEntries(fields) }
}

/** Together with why the draft could not be saved. */
function withUnsaved(problems: GridProblems, failure: Failure | null, sent: GridSent): GridProblems {
  if (failure === null) return problems
  if (failure.code === 'STALE_VERSION')
    return { ...problems, whole: 'Somebody else changed this draft. Load the page again to see it.' }
  const { fields: unsaved, lines, whole } = placed(failure, sent)
  return {
    fields: { ...unsaved, ...problems.fields },
    lines: { ...lines, ...problems.lines },
    whole: problems.whole ?? (whole === undefined ? undefined : `The draft could not be saved: ${whole}`),
  }
}
