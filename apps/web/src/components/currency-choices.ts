import { currencyCodes } from '@hub/api/schemas/shared/currencies'

export interface Choice {
  value: string
  label: string
}

let names: Intl.DisplayNames | undefined

function choiceOf(value: string): Choice {
  names ??= new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' })
  // What is not formed like a code is refused with an error, and not by saying that it has no name.
  const name = /^[A-Z]{3}$/.test(value) ? names.of(value) : undefined
  return { value, label: name === undefined ? value : `${value}, ${name}` }
}

/** Currencies by code, with their names; among them the one that is chosen, whatever it is. */
export const currencyChoices = (chosen?: string): Choice[] =>
  (chosen === undefined || currencyCodes.includes(chosen) ? currencyCodes : [chosen, ...currencyCodes]).map(
    choiceOf,
  )
