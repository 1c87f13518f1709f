import { currencyCodes } from '@hub/api/schemas/shared/currencies'
import { NativeSelect } from '@hub/ui/native-select'
import type { NativeSelectProps } from '@hub/ui/native-select'

const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' })

const choices = currencyCodes.map((value) => {
  const name = names.of(value)
  return { value, label: name === undefined ? value : `${value}, ${name}` }
})

/** One of all currencies; with `none` also no currency, under these words. */
export const CurrencySelect = ({ none, ...rest }: Omit<NativeSelectProps, 'options'> & { none?: string }) => (
  <NativeSelect options={none === undefined ? choices : [{ value: '', label: none }, ...choices]} {...rest} />
)
