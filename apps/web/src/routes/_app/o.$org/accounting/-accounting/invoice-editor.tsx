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
import { useUnsaved } from '../../../../../unsaved.ts'
import { paperOfForm } from './form-paper.ts'
import { emptyInvoiceLine, formTotals, inputOf, writtenLines } from './invoice-form.ts'
import type { InvoiceForm } from './invoice-form.ts'
import { invoiceColumns } from './invoice-columns.ts'
import { InvoiceHead } from './invoice-head.tsx'
import { InvoicePaper } from './invoice-paper.tsx'
import { InvoiceSums } from './invoice-sums.tsx'
import type { InvoiceParts } from './invoice-parts.ts'
import { PostingPreview } from './posting-preview.tsx'
import { SaveWords } from './save-words.tsx'
import { useDraftSaver } from './use-draft-saver.ts'
import type { SavedDraft } from './draft-saver.ts'
import { useGridAct } from './use-grid-act.ts'

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
  const { taxes, company } = parts
  const [form, setForm] = useState(start.form)
  const input = inputOf(form)
  const [startInput] = useState(() => inputOf(start.form))
  const { problems, setProblems, isPending, run } = useGridAct()
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
  const change = (more: Partial<InvoiceForm>) => setForm((before) => ({ ...before, ...more }))
  const post = async () => {
    if (isPending) return
    if (input === null) return setProblems({ fields: missingIn(form), lines: {} })
    await run({ list: 'lines', lines: writtenLines(form), fields, columns }, async (idempotencyKey) => {
      const draft = await saver.save(input)
      const posted = await client.modules.accounting.invoices.post.mutate({ ...draft, idempotencyKey })
      void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
      showToast(`Posted ${posted.number ?? 'the invoice'}.`)
      onPosted(posted.id)
    })
  }
  const close = async () => {
    // What cannot be saved is asked about on the way out.
    if (input !== null && !saver.isSaved) await saver.save(input).catch(() => null)
    onClose()
  }
  const formId = useId()
  const failure = saver.state.kind === 'failed' ? saver.state.failure : null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,390px)] items-start gap-6 max-wide:grid-cols-1">
      <form
        id={formId}
        noValidate
        aria-label="Invoice"
        className="flex min-w-0 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!holdsUnreadable(event)) void post()
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
        {(problems.whole !== undefined || failure !== null) && (
          <Note tone="danger" live>
            {problems.whole ?? failureWords(failure?.code, failure?.message)}
          </Note>
        )}
        <InvoiceHead {...{ form, parts, change }} problems={problems.fields} isNew={start.draft === null} />
        <Card flush>
          <LineEditor
            label="Lines of the invoice"
            columns={invoiceColumns(form, taxes)}
            lines={form.lines}
            onLinesChange={(lines) => change({ lines })}
            newLine={() => emptyInvoiceLine(lastTax(form) ?? taxes[0]?.id ?? '')}
            problems={problems.lines}
            aside={
              <Field
                label="Message on the invoice"
                hint="Payment details come from Details."
                error={problems.fields['message']}
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
      <section aria-label="Preview" className="sticky top-20 flex flex-col gap-2 max-wide:static">
        <h2 className="text-13 font-semibold">
          Preview <span className="font-normal text-text-3">as the customer gets it</span>
        </h2>
        <InvoicePaper paper={paperOfForm({ form, totals, taxes, company, buyer: buyer.data })} />
      </section>
    </div>
  )
}

const missingIn = ({ contact, issuedOn, dueOn }: InvoiceForm): Record<string, string> => ({
  ...(contact === null && { contactId: 'Choose a customer.' }),
  ...(issuedOn === null && { issuedOn: 'Choose a day.' }),
  ...(dueOn === null && { dueOn: 'Choose a day.' }),
})

const lastTax = ({ lines }: InvoiceForm): string | undefined => lines.at(-1)?.values['tax']

function failureWords(code: string | undefined, message: string | undefined): string {
  if (code === 'STALE_VERSION') return 'Somebody else changed this draft. Load the page again to see it.'
  return `The draft could not be saved: ${message ?? ''}`
}
