import { Button } from '@hub/ui/button'
import { Menu, MenuCheck, MenuChoice, MenuHeading, MenuSeparator } from '@hub/ui/menu'
import { SlidersHorizontal } from 'lucide-react'
import { columnWords, optionalColumns, useTableDisplay } from './table-display.ts'

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
] as const

/** How high the rows of the list are and which columns it has. */
export function TableDisplayMenu() {
  const [display, setDisplay] = useTableDisplay()
  const { density, hidden } = display
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost">
          <SlidersHorizontal aria-hidden="true" />
          Display
        </Button>
      }
    >
      <MenuHeading>Rows</MenuHeading>
      <MenuChoice
        label="Rows"
        options={densities}
        value={density}
        onValueChange={(next) => setDisplay({ ...display, density: next })}
      />
      <MenuSeparator />
      <MenuHeading>Columns</MenuHeading>
      {optionalColumns.map((column) => (
        <MenuCheck
          key={column}
          checked={!hidden.includes(column)}
          onCheckedChange={(isShown) =>
            setDisplay({
              ...display,
              hidden: isShown ? hidden.filter((one) => one !== column) : [...hidden, column],
            })
          }
        >
          {columnWords[column]}
        </MenuCheck>
      ))}
    </Menu>
  )
}
