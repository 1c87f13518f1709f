import { NativeSelect } from '@hub/ui/native-select'
import { Td } from '@hub/ui/table'

export interface LevelCellProps {
  /** Whose level in what: "Colm Doyle: Tasks". */
  label: string
  /** The module, which stands beside the list on phones, where columns have no heads. */
  module: string
  options: readonly { value: string; label: string }[]
  value: string
  /** Absent where the reader may not choose. */
  onChoose?: ((value: string) => void) | undefined
  disabled?: boolean | undefined
}

/** For the cell before these: whose levels they are stays in sight while the modules scroll by. */
export const NAME_STAYS = 'sticky left-0 z-1 bg-sheet'

/** How far somebody goes in one module. Narrow, so that seven modules stand side by side on a laptop. */
export function LevelCell({ label, module, options, value, onChoose, disabled }: LevelCellProps) {
  return (
    <Td
      phone="detail"
      className="tablet:min-w-[130px] tablet:px-1 max-tablet:col-span-2 max-tablet:flex max-tablet:items-center max-tablet:justify-between max-tablet:gap-3 max-tablet:pt-1.5!"
    >
      <span className="tablet:hidden">{module}</span>
      {onChoose ? (
        <div className="w-full max-w-[200px]">
          <NativeSelect
            aria-label={label}
            options={options}
            value={value}
            disabled={disabled}
            className="tablet:pr-6 tablet:pl-2 tablet:text-13"
            onChange={({ target }) => onChoose(target.value)}
          />
        </div>
      ) : (
        <span className="text-13 text-text-2">{options.find((option) => option.value === value)?.label}</span>
      )}
    </Td>
  )
}
