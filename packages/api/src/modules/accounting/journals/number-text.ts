import { sql } from '@hub/db'

const DIGITS = 4

interface EntryNumber {
  series: string
  fiscalYear: number
  number: number
}

/** The number of an entry as people read it: J-2026-0014. */
export const numberText = ({ series, fiscalYear, number }: EntryNumber): string =>
  `${series}-${fiscalYear}-${String(number).padStart(DIGITS, '0')}`

/** The same of a row `e` of entries, for those who look for it. */
export const numberInSql = sql<string>`e.series || '-' || e.fiscal_year || '-'
  || lpad(e.number::text, greatest(${DIGITS}, length(e.number::text)), '0')`
