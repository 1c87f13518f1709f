import { Combobox } from '@hub/ui/combobox'
import type { ComboboxOption, ComboboxProps } from '@hub/ui/combobox'
import { useFieldProblem } from '@hub/ui/field'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'

export interface ContactPickerProps extends Pick<ComboboxProps, 'autoFocus' | 'aria-label' | 'inputRef'> {
  value: ComboboxOption | null
  onValueChange: (value: ComboboxOption | null) => void
  /** Nobody is added here. */
  onlyKnown?: boolean
}

const MOST = 30

/** What the hub did not add: it stands in the field, to be corrected, and is no choice. */
interface Refused extends ComboboxOption {
  value: typeof REFUSED
  problem: string
}

const REFUSED = ''

/** A customer found by typing, or a new one of what was typed. */
export function ContactPicker({ value, onValueChange, onlyKnown = false, ...rest }: ContactPickerProps) {
  const { trpc, client, queryClient } = useHub()
  const [refused, setRefused] = useState<Refused | null>(null)
  useFieldProblem(value === null ? refused?.problem : undefined)
  const canAdd = useCan('accounting.contact.write') && !onlyKnown
  const search = async (typed: string): Promise<ComboboxOption[]> => {
    const input = { limit: MOST, role: 'customer' as const, ...(typed !== '' && { search: typed }) }
    const { items } = await queryClient.fetchQuery(
      trpc.modules.accounting.contacts.list.queryOptions(input, { staleTime: 0 }),
    )
    return items.map(({ id, name, city }) => ({ value: id, label: name, detail: city }))
  }
  const create = async (typed: string): Promise<ComboboxOption> => {
    try {
      const { id, name } = await client.modules.accounting.contacts.create.mutate({
        name: typed,
        idempotencyKey: newKey(),
      })
      void queryClient.invalidateQueries(trpc.modules.accounting.contacts.pathFilter())
      showToast(`Added ${name}. Its address can be filled in under Customers.`)
      return { value: id, label: name }
    } catch (error) {
      const { message, issues } = toFailure(error)
      const problem = issues.find(({ path }) => path === 'name')?.message ?? message
      setRefused({ value: REFUSED, label: typed, problem })
      return { value: REFUSED, label: typed }
    }
  }
  const choose = (next: ComboboxOption | null) => {
    if (next?.value === REFUSED) return onValueChange(null)
    setRefused(null)
    onValueChange(next)
  }
  return (
    <Combobox
      {...rest}
      search={search}
      {...(canAdd && { onCreate: create, createLabel: (typed: string) => `Add “${typed}” as a customer` })}
      placeholder={canAdd ? 'Find or add a customer' : 'Find a customer'}
      value={value ?? refused}
      onValueChange={choose}
    />
  )
}
