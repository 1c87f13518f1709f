import { InvoicePaper } from './invoice-paper.tsx'
import type { Paper } from './invoice-paper.tsx'
import { UnprintedNote } from './unprinted-note.tsx'

/** What the customer will get, beside the editor; and what its PDF cannot show. */
export const InvoicePreview = ({ paper, unprinted }: { paper: Paper; unprinted: readonly string[] }) => (
  <section
    aria-label="Preview"
    className="sticky top-20 flex max-w-[390px] flex-[999_1_276px] flex-col gap-2 max-wide:static max-wide:max-w-none"
  >
    <h2 data-print="no" className="text-13 font-semibold">
      Preview <span className="font-normal text-text-3">as the customer gets it</span>
    </h2>
    <UnprintedNote letters={unprinted}>Write those words in Latin, Greek or Cyrillic letters.</UnprintedNote>
    <InvoicePaper paper={paper} />
  </section>
)
