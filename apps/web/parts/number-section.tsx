import { Field } from '@hub/ui/field'
import { MoneyInput, NumberInput } from '@hub/ui/number-input'
import { useState } from 'react'
import { State, States } from './state.tsx'

function Money({ currency, start }: { currency: string; start: number | null }) {
  const [minor, setMinor] = useState(start)
  return (
    <Field label={`Price in ${currency}`} hint={`In minor units: ${minor ?? 'nothing'}`}>
      <MoneyInput
        currency={currency}
        minor={minor}
        onMinorChange={(next) => next !== undefined && setMinor(next)}
      />
    </Field>
  )
}

function Quantity() {
  const [value, setValue] = useState<string | null>('12.5')
  return (
    <Field label="Weight" hint="Arrow keys add 0.5, with Shift 5.">
      <NumberInput
        value={value}
        decimals={3}
        step="0.5"
        min="0"
        max="1000"
        unit="kg"
        onValueChange={(next) => next !== undefined && setValue(next)}
      />
    </Field>
  )
}

/** Numbers and money with their states. */
export function NumberSection() {
  return (
    <States>
      <State name="Two decimals">
        <Money currency="EUR" start={123450} />
      </State>
      <State name="No decimals">
        <Money currency="JPY" start={-98000} />
      </State>
      <State name="Three decimals, empty">
        <Money currency="KWD" start={null} />
      </State>
      <State name="A number with a unit">
        <Quantity />
      </State>
      <State name="Refused by the form">
        <Field label="Deposit" error="The deposit is more than the price.">
          <MoneyInput currency="EUR" minor={900000} onMinorChange={() => undefined} />
        </Field>
      </State>
      <State name="Not to be changed">
        <Field label="Paid">
          <MoneyInput currency="EUR" minor={12000} disabled onMinorChange={() => undefined} />
        </Field>
      </State>
    </States>
  )
}
