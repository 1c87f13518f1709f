import { useState } from 'react'
import { expect, test, vi } from 'vitest'

import { Field } from './field.tsx'
import { MoneyInput, NumberInput } from './number-input.tsx'
import type { MoneyInputProps, NumberInputProps } from './number-input.tsx'
import { render, screen, userEvent } from './testing.ts'

function Amount({ start = null, ...rest }: Partial<NumberInputProps> & { start?: string | null }) {
  const [value, setValue] = useState<string | null>(start)
  return (
    <Field label="Amount">
      <NumberInput
        {...rest}
        value={value}
        onValueChange={(next, typed) => {
          rest.onValueChange?.(next, typed)
          if (next !== undefined) setValue(next)
        }}
      />
    </Field>
  )
}

function Money({ start = null, ...rest }: Partial<MoneyInputProps> & { start?: number | null }) {
  const [minor, setMinor] = useState<number | null>(start)
  return (
    <Field label="Price">
      <MoneyInput
        currency="EUR"
        {...rest}
        minor={minor}
        onMinorChange={(next) => {
          rest.onMinorChange?.(next)
          if (next !== undefined) setMinor(next)
        }}
      />
    </Field>
  )
}

const amount = () => screen.getByLabelText('Amount')
const price = () => screen.getByLabelText('Price')

test('what could not be read gives way to an amount that comes from elsewhere', async () => {
  const numbers = vi.fn<(value: string | null) => void>()
  function Filled() {
    const [value, setValue] = useState<string | null>(null)
    return (
      <>
        <Field label="Amount">
          <NumberInput value={value} onValueChange={(next, typed) => setValue(next ?? typed)} />
        </Field>
        <button type="button" onClick={() => setValue('250')}>
          All of it
        </button>
        <button type="button" onClick={() => numbers(value)}>
          Send
        </button>
      </>
    )
  }
  render(<Filled />)
  await userEvent.type(amount(), '12x')
  await userEvent.click(screen.getByRole('button', { name: 'All of it' }))
  expect(amount()).toHaveValue('250')
  expect(amount()).not.toHaveAttribute('aria-invalid')
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(numbers).toHaveBeenCalledWith('250')
})

test('what was pasted in another notation is shown in the own one when left', async () => {
  const minors = vi.fn<(minor: number | null | undefined) => void>()
  render(<Money onMinorChange={minors} />)
  await userEvent.click(price())
  await userEvent.paste('€ 1.234,50')
  expect(price()).toHaveValue('€ 1.234,50')
  expect(minors).toHaveBeenLastCalledWith(123450)
  await userEvent.tab()
  expect(price()).toHaveValue('1,234.50')
})

test.each([
  { currency: 'JPY', typed: '1234', minor: 1234, shown: '1,234' },
  { currency: 'KWD', typed: '1.5', minor: 1500, shown: '1.500' },
  { currency: 'EUR', typed: '-3', minor: -300, shown: '−3.00' },
])('an amount in $currency has the decimals of its currency', async ({ currency, typed, minor, shown }) => {
  const minors = vi.fn<(minor: number | null | undefined) => void>()
  render(<Money currency={currency} onMinorChange={minors} />)
  await userEvent.type(price(), typed)
  await userEvent.tab()
  expect(minors).toHaveBeenLastCalledWith(minor)
  expect(price()).toHaveValue(shown)
})

test('arrow keys step without losing a decimal', async () => {
  render(<Amount start="0.2" step="0.1" min="0" max="2" />)
  await userEvent.type(amount(), '{ArrowUp}')
  expect(amount()).toHaveValue('0.3')
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  expect(amount()).toHaveValue('1.3')
  await userEvent.keyboard('{PageUp}{PageUp}')
  expect(amount()).toHaveValue('2')
  await userEvent.keyboard('{PageDown}{PageDown}{PageDown}')
  expect(amount()).toHaveValue('0')
})

test('what cannot be read is said beside the field once it is left, and kept', async () => {
  const values = vi.fn<(value: string | null | undefined, typed: string) => void>()
  render(<Amount start="5" decimals={2} max="100" onValueChange={values} />)
  await userEvent.clear(amount())
  await userEvent.type(amount(), 'twelve')
  expect(screen.queryByRole('alert')).toBeNull()
  await userEvent.tab()
  expect(screen.getByRole('alert')).toHaveTextContent('Write a number, such as 12.50.')
  expect(amount()).toHaveValue('twelve')
  expect(amount()).toBeInvalid()
  expect(values).toHaveBeenLastCalledWith(undefined, 'twelve')
  await userEvent.clear(amount())
  await userEvent.type(amount(), '1.255')
  await userEvent.tab()
  expect(screen.getByRole('alert')).toHaveTextContent('Write 100 or less.')
  await userEvent.clear(amount())
  await userEvent.type(amount(), '1.25551')
  await userEvent.tab()
  expect(screen.getByRole('alert')).toHaveTextContent('Write at most 2 decimals.')
  await userEvent.clear(amount())
  await userEvent.type(amount(), '7')
  await userEvent.tab()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(values).toHaveBeenLastCalledWith('7', '7')
})

test('an amount too large to count in minor units is refused', async () => {
  const minors = vi.fn<(minor: number | null | undefined) => void>()
  render(<Money onMinorChange={minors} />)
  await userEvent.type(price(), '90071992547409.92')
  await userEvent.tab()
  expect(minors).toHaveBeenLastCalledWith(undefined)
  expect(screen.getByRole('alert')).toHaveTextContent('or less')
})

test('a value that changes from outside is shown', () => {
  const { rerender } = render(<NumberInput aria-label="Amount" value="1" onValueChange={() => undefined} />)
  rerender(<NumberInput aria-label="Amount" value="2000" onValueChange={() => undefined} />)
  expect(screen.getByLabelText('Amount')).toHaveValue('2,000')
})

test('what a draft brings back is shown as it was typed, with what is wrong', () => {
  render(
    <Field label="Amount">
      <NumberInput value="12 apples" onValueChange={() => undefined} />
    </Field>,
  )
  expect(amount()).toHaveValue('12 apples')
  expect(screen.getByRole('alert')).toHaveTextContent('Write a number')
})

test('"=" fills in what is worked out elsewhere, and types nothing where there is nothing', async () => {
  let missing: string | null = '12.5'
  const onValueChange = vi.fn<NumberInputProps['onValueChange']>()
  render(<Amount minDecimals={2} equals={() => missing} onValueChange={onValueChange} />)
  const field = screen.getByLabelText('Amount')
  await userEvent.type(field, '3=')
  expect(field).toHaveValue('12.50')
  expect(onValueChange).toHaveBeenLastCalledWith('12.5', '12.50')
  missing = null
  await userEvent.type(field, '=')
  expect(field).toHaveValue('12.50')
})
