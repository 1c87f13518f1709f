import { Combobox } from '@hub/ui/combobox'
import type { ComboboxOption, ComboboxProps } from '@hub/ui/combobox'
import { useHub } from '../../../../../account.ts'
import { priceText } from './price-words.ts'

const MOST = 30

/** One of the products, found by typing; nothing where none is chosen. */
export function ProductPicker(props: Pick<ComboboxProps, 'value' | 'onValueChange' | 'placeholder'>) {
  const { trpc, queryClient } = useHub()
  const search = async (typed: string): Promise<ComboboxOption[]> => {
    const input = { limit: MOST, sort: 'name' as const, ...(typed !== '' && { search: typed }) }
    const { items } = await queryClient.fetchQuery(
      trpc.modules.marketplace.products.list.queryOptions(input, { staleTime: 0 }),
    )
    return items.map(({ id, name, price }) => ({
      value: id,
      label: name,
      ...(price !== null && { detail: priceText(price) }),
    }))
  }
  return <Combobox {...props} search={search} />
}
