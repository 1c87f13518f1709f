import type { ComboboxOption, ComboboxProps } from './combobox-props.ts'

export interface Line {
  id: string
  /** By the id of the column; numbers as decimals. */
  values: Readonly<Record<string, string>>
}

interface ColumnBase {
  id: string
  label: string
  /** The share of the width: "w-24". */
  className?: string | undefined
}

export type LineColumn = ColumnBase &
  (
    | { kind: 'text' }
    | {
        kind: 'number'
        decimals?: number
        minDecimals?: number
        min?: string
        /** What "=" fills in; null for nothing. */
        equals?: (line: Line) => string | null
      }
    | { kind: 'choice'; options: readonly { value: string; label: string }[] }
    | {
        /** Found in a list or free text; what is picked may fill other cells too. */
        kind: 'item'
        options?: ComboboxProps['options']
        search?: ComboboxProps['search']
        /** Only what is in the list counts: leaving the cell takes the first that fits. */
        isListed?: boolean
        pick?: (option: ComboboxOption) => Record<string, string>
      }
    | {
        kind: 'amount'
        decimals?: number
        /** Worked out from the line; null while something is missing. */ of: (line: Line) => string | null
      }
  )
