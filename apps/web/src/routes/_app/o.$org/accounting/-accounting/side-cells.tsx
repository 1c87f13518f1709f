import { Td } from '@hub/ui/table'
import type { ReactNode } from 'react'
import { amountWords } from './amounts.ts'

export interface SideCellsProps {
  debit: string | null
  credit: string | null
  /** What stands around an amount, such as a link. */
  around?: (amount: string) => ReactNode
}

/** Debit and credit in two columns; on a phone the one there is, with its word. */
export function SideCells({ debit, credit, around = (amount) => amount }: SideCellsProps) {
  const cell = (amount: string | null, word: string) => (
    <Td numeric phone={amount === null ? 'hidden' : 'end'}>
      {amount !== null && (
        <>
          {around(amountWords(amount))}
          <span className="ml-1 text-12 text-text-3 tablet:hidden print:hidden">{word}</span>
        </>
      )}
    </Td>
  )
  return (
    <>
      {cell(debit, 'debit')}
      {cell(credit, 'credit')}
    </>
  )
}
