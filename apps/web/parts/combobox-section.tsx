import { Combobox, MultiCombobox } from '@hub/ui/combobox'
import type { ComboboxOption } from '@hub/ui/combobox'
import { Field } from '@hub/ui/field'
import { Package } from 'lucide-react'
import { useState } from 'react'
import { State, States } from './state.tsx'

const icon = <Package aria-hidden="true" className="text-text-3" />
const goods: ComboboxOption[] = [
  { value: 'cb6', label: 'Cold brew, 6 bottles', detail: '17.00', group: 'Drinks', icon },
  { value: 'cb12', label: 'Cold brew, 12 bottles', detail: '32.00', group: 'Drinks', icon },
  { value: 'guji', label: 'Guji Natural, 250 g', detail: '7.35', group: 'Beans', icon },
  { value: 'house', label: 'House blend, 1 kg', detail: '14.20', group: 'Beans', icon },
  { value: 'filters', label: 'Paper filters, box of 100', detail: '6.50', icon },
]
const tags = ['Suppliers', 'Winter', 'Café', 'Repairs'].map((label) => ({ value: label, label }))

const after = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => clearTimeout(timer))
  })

async function searchGoods(typed: string, signal: AbortSignal) {
  await after(300, signal)
  return goods.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
}

function One({ creates = false, isFar = false }: { creates?: boolean; isFar?: boolean }) {
  const [value, setValue] = useState<ComboboxOption | null>(null)
  return (
    <Field label="Item" hint={value === null ? 'Nothing chosen.' : `Chosen: ${value.label}.`}>
      <Combobox
        {...(isFar ? { search: searchGoods } : { options: goods })}
        {...(creates && {
          onCreate: (label: string) => ({ value: label, label }),
          createLabel: (label: string) => `Use “${label}” as free text`,
        })}
        placeholder="Find an item"
        value={value}
        onValueChange={setValue}
      />
    </Field>
  )
}

function Several() {
  const [values, setValues] = useState<readonly ComboboxOption[]>(tags.slice(0, 2))
  return (
    <Field label="Tags" hint={`${values.length} chosen.`}>
      <MultiCombobox
        options={tags}
        onCreate={(label) => ({ value: label, label })}
        values={values}
        onValuesChange={setValues}
      />
    </Field>
  )
}

const failing = () => Promise.reject(new Error('The shop does not answer.'))

/** Comboboxes with their states. */
export function ComboboxSection() {
  const [house = null] = goods.slice(3)
  return (
    <States>
      <State name="Grouped, with create">
        <One creates />
      </State>
      <State name="Found elsewhere">
        <One isFar />
      </State>
      <State name="Several as tokens">
        <Several />
      </State>
      <State name="Elsewhere does not answer">
        <Field label="Item">
          <Combobox search={failing} value={null} onValueChange={() => undefined} />
        </Field>
      </State>
      <State name="Always one">
        <Field label="Item" error="This item is sold out.">
          <Combobox required options={goods} value={house} onValueChange={() => undefined} />
        </Field>
      </State>
      <State name="Not to be changed">
        <Field label="Item">
          <Combobox disabled options={goods} value={house} onValueChange={() => undefined} />
        </Field>
      </State>
    </States>
  )
}
