import { Combobox } from '@hub/ui/combobox'
import type { ComboboxOption, ComboboxProps } from '@hub/ui/combobox'
import { useHub } from '../../../../../account.ts'

/** A town or an airport, found by typing. */
export function PlacePicker(props: Pick<ComboboxProps, 'value' | 'onValueChange' | 'placeholder'>) {
  const { trpc, queryClient } = useHub()
  const search = async (typed: string): Promise<ComboboxOption[]> => {
    if (typed.trim() === '') return []
    const { items } = await queryClient.fetchQuery(
      trpc.modules.travel.places.search.queryOptions({ words: typed }),
    )
    return items.map(({ id, name, country, airports }) => ({
      value: id,
      label: name,
      detail: [country, ...airports.slice(0, 1)].join(', '),
    }))
  }
  return <Combobox {...props} search={search} />
}
