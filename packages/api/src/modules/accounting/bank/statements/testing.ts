import fc from 'fast-check'

/** What a bank has to tell, before it is written in one of its ways. */
export interface Given {
  day: string
  amount: bigint
  text: string
  counterparty: string
}

const words = fc
  .array(
    fc.constantFrom(
      'Coffee',
      'INV-2041',
      'Müller',
      'a & b',
      '5 < 6',
      '"quoted"',
      'x; y',
      'one, two',
      "O'Neill",
      '€',
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((some) => some.join(' '))

const DAYS = 700
const day = fc
  .nat(DAYS)
  .map((days) => new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))

/** Lines whose amounts differ from zero, some of them alike. */
export const randomLines: fc.Arbitrary<Given[]> = fc.array(
  fc.record({
    day,
    amount: fc.bigInt(-500_000_000n, 500_000_000n).filter((amount) => amount !== 0n),
    text: words,
    counterparty: words,
  }),
  { maxLength: 12 },
)

const plain = (amount: bigint): string => {
  const size = (amount < 0n ? -amount : amount).toString().padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const entries = (lines: readonly Given[], end: (name: string) => string) =>
  lines
    .map(
      ({ day: on, amount, text, counterparty }, at) =>
        `<STMTTRN><TRNTYPE>OTHER${end('TRNTYPE')}\n<DTPOSTED>${on.replaceAll('-', '')}${end('DTPOSTED')}\n` +
        `<TRNAMT>${plain(amount)}${end('TRNAMT')}\n<FITID>${at}${end('FITID')}\n` +
        `<NAME>${escaped(counterparty)}${end('NAME')}\n<MEMO>${escaped(text)}${end('MEMO')}\n</STMTTRN>`,
    )
    .join('\n')

const whole = (lines: readonly Given[], end: (name: string) => string) =>
  `<OFX><STMTRS>\n<CURDEF>EUR${end('CURDEF')}\n<BANKACCTFROM><ACCTID>4417${end('ACCTID')}</BANKACCTFROM>\n` +
  `<BANKTRANLIST><DTSTART>20250101${end('DTSTART')}\n${entries(lines, end)}</BANKTRANLIST></STMTRS></OFX>\n`

export const ofx1 = (lines: readonly Given[]): string =>
  `OFXHEADER:100\nDATA:OFXSGML\nCHARSET:1252\n\n${whole(lines, () => '')}`
export const ofx2 = (lines: readonly Given[]): string =>
  `<?xml version="1.0"?><?OFX OFXHEADER="200"?>\n${whole(lines, (name) => `</${name}>`)}`

export interface CsvStyle {
  delimiter: string
  decimal: ',' | '.'
  dayOrder: 'ymd' | 'dmy' | 'mdy'
  shape: 'signed' | 'columns' | 'mark'
  /** Whether the bank says something above the list. */
  above: boolean
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

function dayText(on: string, order: CsvStyle['dayOrder']): string {
  const [year, month, date] = on.split('-')
  if (order === 'ymd') return on
  return order === 'dmy' ? `${date}.${month}.${year}` : `${month}/${date}/${year}`
}

/** The amount with groups, as a bank writes it. */
function amountText(amount: bigint, decimal: ',' | '.'): string {
  const [whole = '', fraction = ''] = plain(amount).split('.')
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, decimal === ',' ? '.' : ',')
  return `${groups}${decimal}${fraction}`
}

function amountCells(amount: bigint, { shape, decimal }: CsvStyle): string[] {
  const size = amountText(amount < 0n ? -amount : amount, decimal)
  if (shape === 'signed') return [amountText(amount, decimal)]
  if (shape === 'mark') return [amount < 0n ? 'D' : 'C', size]
  return amount < 0n ? [size, ''] : ['', size]
}

const heads = {
  signed: ['Amount'],
  columns: ['Debit', 'Credit'],
  mark: ['Debit/Credit', 'Amount'],
} as const

export function csvFile(lines: readonly Given[], style: CsvStyle): string {
  const row = (cells: readonly string[]) => cells.map(quoted).join(style.delimiter)
  const rows = lines.map((one) =>
    row([dayText(one.day, style.dayOrder), one.counterparty, one.text, ...amountCells(one.amount, style)]),
  )
  const above = style.above ? ['"Account IE29 AIBK 4417"', ''] : []
  return [...above, row(['Booking date', 'Payee', 'Description', ...heads[style.shape]]), ...rows].join('\n')
}
