import { conditionText } from '@hub/api/schemas/shared/conditions'
import type { Condition, LinkedCount } from '@hub/api/schemas/shared/conditions'
import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { NumberInput } from '@hub/ui/number-input'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useHub } from '../../../../../account.ts'
import type { ObjectProperty, ObjectType, PropertyKind } from './foundry-types.ts'
import { countWords } from './count-words.ts'

const counts = Object.entries(countWords).map(([value, label]) => ({ value, label }))

const ordered = [
  { value: '>=', label: 'from' },
  { value: '<=', label: 'to' },
  { value: '=', label: 'is' },
]
const worded = [
  { value: '=', label: 'is' },
  { value: '!=', label: 'is not' },
  { value: '~', label: 'holds' },
]
const opsOf: Record<PropertyKind, typeof ordered> = {
  text: worded,
  choice: worded.slice(0, 2),
  yesno: worded.slice(0, 1),
  number: ordered,
  money: ordered,
  day: ordered,
  instant: ordered,
}

const hints: Partial<Record<PropertyKind, string>> = {
  day: '2026-05-01, 2026-05 or 2026',
  instant: '2026-05-01, 2026-05 or 2026',
  money: '12.50 or 12.50 EUR',
  yesno: 'yes or no',
}

interface LinkedDialogProps {
  type: ObjectType
  onClose: () => void
  onAdd: (count: LinkedCount) => void
}

/** How many linked things there have to be, and which of them count. */
export function LinkedDialog({ type, onClose, onAdd }: LinkedDialogProps) {
  const { trpc } = useHub()
  const [name, setName] = useState(type.links[0]?.name ?? '')
  const [op, setOp] = useState<LinkedCount['op']>('>=')
  const [count, setCount] = useState<string | null>('1')
  const [only, setOnly] = useState<Condition | null>(null)
  const link = type.links.find((one) => one.name === name)
  const other = useQuery(
    trpc.modules.foundry.types.get.queryOptions({ id: link?.typeId ?? '' }, { enabled: link !== undefined }),
  )
  const properties = (other.data?.properties ?? []).filter(({ isFiltered }) => isFiltered)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (count === null) return
    const isSaid = only !== null && only.values[0] !== undefined && only.values[0].trim() !== ''
    onAdd({ name, op, count: Number(count), where: isSaid ? [conditionText(only)] : [] })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${type.plural} linked with …`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="linked" disabled={count === null || name === ''}>
            Filter
          </Button>
        </>
      }
    >
      <form id="linked" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <div className="grid gap-3 tablet:grid-cols-[1fr_5rem_1fr]">
          <Field label="How many">
            {/* The options are the signs themselves. */}
            <NativeSelect
              value={op}
              options={counts}
              onChange={({ target }) => setOp(target.value as LinkedCount['op'])}
            />
          </Field>
          <Field label="Number">
            <NumberInput
              value={count}
              decimals={0}
              min="0"
              max="999999"
              onValueChange={(next) => setCount(next ?? null)}
            />
          </Field>
          <Field label="Of what">
            <NativeSelect
              value={name}
              options={type.links.map((one) => ({ value: one.name, label: one.title }))}
              onChange={({ target }) => {
                setName(target.value)
                setOnly(null)
              }}
            />
          </Field>
        </div>
        <Only properties={properties} only={only} onChange={setOnly} />
      </form>
    </Dialog>
  )
}

interface OnlyProps {
  properties: readonly ObjectProperty[]
  only: Condition | null
  onChange: (only: Condition | null) => void
}

/** Which of the linked things count; all of them where nothing is said. */
function Only({ properties, only, onChange }: OnlyProps) {
  const property = properties.find(({ name }) => name === only?.property)
  const choose = (name: string) => {
    const next = properties.find((one) => one.name === name)
    // Each kind has at least one sign.
    onChange(
      next
        ? { property: name, op: (opsOf[next.kind][0]?.value ?? '=') as Condition['op'], values: [''] }
        : null,
    )
  }
  return (
    <div className="grid gap-3 tablet:grid-cols-[1fr_6rem_1fr]">
      <Field label="Only those whose" optional>
        <NativeSelect
          value={only?.property ?? ''}
          options={[
            { value: '', label: 'All of them' },
            ...properties.map(({ name, title }) => ({ value: name, label: title })),
          ]}
          onChange={({ target }) => choose(target.value)}
        />
      </Field>
      {only && property && (
        <>
          <Field label="Sign" hideLabel className="tablet:mt-[26px]">
            <NativeSelect
              value={only.op}
              options={opsOf[property.kind]}
              onChange={({ target }) => onChange({ ...only, op: target.value as Condition['op'] })}
            />
          </Field>
          <Field label="Value" hideLabel hint={hints[property.kind]} className="tablet:mt-[26px]">
            <Input
              value={only.values[0] ?? ''}
              maxLength={200}
              onChange={({ target }) => onChange({ ...only, values: [target.value] })}
            />
          </Field>
        </>
      )}
    </div>
  )
}
