import { addressOf, printHead, taxIdOf } from './letter.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import { printedDay, printedIban, printedNumber } from './printed.ts'
import { CONTENT, PAGE, Paper } from '../../../../platform/print/paper.ts'
import type { Style } from '../../../../platform/print/paper.ts'

const LEFT = PAGE.margin
const RIGHT = PAGE.width - PAGE.margin
const ROW_GAP = 10
/** Between columns. */
const GUTTER = 8
/** Of a column of figures, so that words keep a place beside them. */
const WIDEST = 104

interface Column {
  name: string
  width: number
  of: (line: PrintedInvoice['lines'][number]) => string
}

const isSome = (amount: string) => /[1-9]/.test(amount)

/** The invoice as a PDF on A4: what it says is what was stored when it was posted. */
export async function renderInvoice(invoice: PrintedInvoice): Promise<Uint8Array> {
  const title = titleOf(invoice)
  const at = new Date(invoice.postedAt ?? `${invoice.issuedOn}T00:00:00Z`)
  const paper = new Paper({ title: `${title.kind} ${title.number}`, author: invoice.seller.name, at })
  printHead(paper, { seller: invoice.seller, title: title.kind, below: title.number })
  parties(paper, invoice)
  table(paper, invoice)
  sums(paper, invoice)
  foot(paper, invoice)
  paper.number(
    [invoice.number ?? 'Draft', invoice.seller.name, taxIdOf(invoice.seller)]
      .filter((part) => part !== '')
      .join(' · '),
  )
  return paper.bytes()
}

const titleOf = ({ kind, number }: PrintedInvoice) => ({
  kind: kind === 'invoice' ? 'Invoice' : 'Credit note',
  number: number ?? 'Draft, no number yet',
})

function parties(paper: Paper, invoice: PrintedInvoice): void {
  const top = paper.y
  const half = CONTENT / 2
  paper.y += paper.text('To', LEFT, { quiet: true, width: half })
  paper.y += paper.text(invoice.buyer.name, LEFT, { bold: true, width: half })
  for (const line of addressOf(invoice.buyer)) paper.y += paper.text(line, LEFT, { width: half })
  const below = paper.y
  paper.y = top
  for (const [name, value] of factsOf(invoice)) {
    const x = LEFT + half + 30
    const width = half - 30
    paper.text(name, x, { quiet: true, width: 80 })
    paper.y += Math.max(14, paper.text(value, x + 80, { width: width - 80, align: 'right' }))
  }
  paper.y = Math.max(paper.y, below) + 28
}

function factsOf({ issuedOn, dueOn, deliveredOn, reference, kind, corrects }: PrintedInvoice) {
  const facts: (readonly [string, string])[] = [
    ['Date', printedDay(issuedOn)],
    ...(kind === 'invoice' ? [['Due', printedDay(dueOn)] as const] : []),
    // A credit note is one by the law only where it names what it takes back.
    ...(corrects === null ? [] : [['Of invoice', corrects] as const]),
    ...(deliveredOn === null ? [] : [['Delivered', printedDay(deliveredOn)] as const]),
    ...(reference === '' ? [] : [['Reference', reference] as const]),
  ]
  return facts
}

/** What stands beside the words of a line. */
function figuresOf(paper: Paper, { lines, currency }: PrintedInvoice): Column[] {
  const less: Column = {
    name: 'Less',
    width: 44,
    of: ({ discountPercent }) => (isSome(discountPercent) ? `${discountPercent} %` : ''),
  }
  const columns: Column[] = [
    { name: 'Qty', width: 56, of: ({ quantity }) => printedNumber(quantity) },
    { name: 'Price', width: 76, of: ({ unitPrice }) => printedNumber(unitPrice, 2) },
    ...(lines.some(({ discountPercent }) => isSome(discountPercent)) ? [less] : []),
    { name: 'Tax', width: 48, of: ({ taxPercent }) => `${taxPercent} %` },
    { name: `Amount, ${currency}`, width: 92, of: ({ amount }) => printedNumber(amount) },
  ]
  return columns.map((column) => {
    const widest = Math.max(0, ...lines.map((line) => paper.figureWidth(column.of(line))))
    return { ...column, width: Math.max(column.width, Math.min(WIDEST, widest + GUTTER)) }
  })
}

function table(paper: Paper, invoice: PrintedInvoice): void {
  const figures = figuresOf(paper, invoice)
  const item = CONTENT - figures.reduce((sum, { width }) => sum + width, 0)
  tableHead(paper, item, figures)
  for (const line of invoice.lines) {
    const words = line.description || '–'
    const style = { width: item - GUTTER }
    const height = paper.height(words, style)
    if (!paper.fits(height + ROW_GAP)) {
      paper.newPage()
      tableHead(paper, item, figures)
    }
    paper.text(words, LEFT, style)
    let x = LEFT + item + GUTTER
    for (const { width, of } of figures) {
      paper.figure(of(line), x, { width: width - GUTTER })
      x += width
    }
    paper.y += height + 4
    paper.rule()
    paper.y += ROW_GAP - 4
  }
}

function tableHead(paper: Paper, item: number, figures: readonly Column[]): void {
  const style = { quiet: true, size: 8.5 } as const
  paper.text('Item', LEFT, { ...style, width: item - GUTTER })
  let x = LEFT + item + GUTTER
  for (const { name, width } of figures) {
    paper.text(name, x, { ...style, width: width - GUTTER, align: 'right' })
    x += width
  }
  paper.y += 15
  paper.rule()
  paper.y += 6
}

const SUMS = 240

interface SumRow extends Style {
  name: string
  amount: string
  /** How much of the row the amount may take. */
  amountWidth: number
}

function sumRowsOf({ net, taxes, rounding, discount, ...invoice }: PrintedInvoice): SumRow[] {
  const rows: (readonly [string, string])[] = [
    ...(isSome(discount) ? [[`Discount ${invoice.discountPercent} %`, `-${discount}`] as const] : []),
    ['Net', net],
    ...taxes
      .filter(({ tax }) => isSome(tax))
      .map(({ name, taxable, tax }) => [`${name} of ${printedNumber(taxable)}`, tax] as const),
    ...(isSome(rounding) ? [['Rounding', rounding] as const] : []),
  ]
  return rows.map(([name, amount]) => ({
    name,
    amount: printedNumber(amount),
    amountWidth: 110,
    quiet: true,
  }))
}

/** What the sums leave open: the tax as it is paid, why none is charged, and that it is in the prices already. */
const remarksOf = ({ taxes, pricesIncludeTax, taxInBooks, currency, rate }: PrintedInvoice): string[] => [
  ...(taxInBooks === null
    ? []
    : [
        `Tax in ${taxInBooks.currency}: ${printedNumber(taxInBooks.amount)} (1 ${currency} = ${printedNumber(rate)} ${taxInBooks.currency}).`,
      ]),
  ...(pricesIncludeTax ? ['Prices and amounts of the lines include tax.'] : []),
  ...taxes.filter(({ tax, reason }) => !isSome(tax) && reason !== '').map(({ reason }) => reason),
]

function sums(paper: Paper, invoice: PrintedInvoice): void {
  const { total, currency, kind } = invoice
  const rows = sumRowsOf(invoice)
  const last: SumRow = {
    name: kind === 'invoice' ? 'To pay' : 'Credited',
    amount: `${printedNumber(total)} ${currency}`,
    amountWidth: 170,
    bold: true,
    size: 12,
  }
  const remarks = remarksOf(invoice)
  const high = [...rows, last].reduce((sum, row) => sum + sumHeight(paper, row), 0)
  const below = remarks.reduce((sum, words) => sum + paper.height(words, {}) + 2, 0)
  if (!paper.fits(high + below + 16)) paper.newPage()
  paper.y += 10
  for (const row of rows) sumRow(paper, row)
  paper.rule(RIGHT - SUMS, SUMS)
  paper.y += 6
  sumRow(paper, last)
  for (const words of remarks) paper.y += paper.text(words, LEFT, { quiet: true }) + 2
}

const sumHeight = (paper: Paper, { name, amount: _amount, amountWidth, ...style }: SumRow): number =>
  Math.max(16, paper.height(name, { ...style, width: SUMS - amountWidth - 6 }) + 2)

function sumRow(paper: Paper, row: SumRow): void {
  const { name, amount, amountWidth, ...style } = row
  paper.text(name, RIGHT - SUMS, { ...style, width: SUMS - amountWidth - 6 })
  paper.figure(amount, RIGHT - amountWidth, { ...style, quiet: false, width: amountWidth })
  paper.y += sumHeight(paper, row)
}

/** What was said to the customer, and how the money gets here. */
function foot(paper: Paper, invoice: PrintedInvoice): void {
  const { message, seller, number, kind } = invoice
  const words = [message, seller.footer].filter((part) => part !== '')
  const bank =
    kind === 'invoice' && seller.iban !== ''
      ? [
          `IBAN ${printedIban(seller.iban)}`,
          ...(seller.bic === '' ? [] : [`BIC ${seller.bic}`]),
          ...(number === null ? [] : [`Reference ${number}`]),
        ]
      : []
  if (words.length + bank.length === 0) return
  const width = CONTENT * (bank.length > 0 ? 0.55 : 1)
  const heights = words.map((part) => paper.height(part, { width }) + 6)
  const height = Math.max(
    heights.reduce((sum, one) => sum + one, 0),
    bank.length * 14,
  )
  if (!paper.fits(height + 30)) paper.newPage()
  paper.y += 24
  paper.rule()
  paper.y += 10
  const top = paper.y
  for (const part of words) paper.y += paper.text(part, LEFT, { width }) + 6
  paper.y = top
  for (const line of bank)
    paper.y += paper.text(line, LEFT + CONTENT * 0.58, { width: CONTENT * 0.42, align: 'right' })
}
