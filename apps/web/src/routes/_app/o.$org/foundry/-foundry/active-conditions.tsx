import type { Condition } from '@hub/api/schemas/shared/conditions'
import { ActiveFilter } from '@hub/ui/filter-chip'
import { conditionsOf, whereOf } from './foundry-search.ts'
import type { ExplorerProps } from './foundry-search.ts'
import type { ObjectType } from './foundry-types.ts'

const words: Record<Condition['op'], string> = {
  '=': '',
  '!=': 'not ',
  '~': 'with “',
  '!~': 'without “',
  '^': 'begins with ',
  '>=': 'from ',
  '>': 'above ',
  '<=': 'to ',
  '<': 'below ',
}

/** "Total: from 10", "State: Paid, Late", "Phone: nothing". */
function labelOf({ properties }: ObjectType, { property, op, values }: Condition): string {
  const title = properties.find(({ name }) => name === property)?.title ?? property
  if (values.length === 0) return `${title}: ${op === '!=' ? 'something' : 'nothing'}`
  const end = op === '~' || op === '!~' ? '”' : ''
  return `${title}: ${words[op]}${values.join(', ')}${end}`
}

/** The filters on properties that are on, each with a cross. */
export function ActiveConditions({ type, search, onSearch }: ExplorerProps & { type: ObjectType }) {
  const conditions = conditionsOf(search)
  return conditions.map((condition, at) => {
    const label = labelOf(type, condition)
    return (
      <ActiveFilter
        key={label}
        label={label}
        onRemove={() => onSearch({ where: whereOf(conditions.filter((_, index) => index !== at)) })}
      />
    )
  })
}
