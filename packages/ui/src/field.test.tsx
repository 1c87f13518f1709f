import { beforeAll, expect, test, vi } from 'vitest'

import { Field } from './field.tsx'
import { Input } from './input.tsx'
import { PasswordInput } from './password-input.tsx'
import { Select } from './select.tsx'
import { render, screen, userEvent } from './testing.ts'

test('the label names the control and the hint describes it', () => {
  render(
    <Field label="Email" hint="We never share it.">
      <Input />
    </Field>,
  )
  const input = screen.getByRole('textbox', { name: 'Email' })
  expect(input).toHaveAccessibleDescription('We never share it.')
  expect(input).not.toHaveAttribute('aria-invalid')
})

test('an error takes the place of the hint, is read out and marks the control', () => {
  render(
    <Field label="Email" hint="We never share it." error="Add the part after the @.">
      <Input />
    </Field>,
  )
  const input = screen.getByRole('textbox', { name: 'Email' })
  expect(input).toBeInvalid()
  expect(input).toHaveAccessibleDescription('Add the part after the @.')
  expect(screen.getByRole('alert')).toHaveTextContent('Add the part after the @.')
  expect(screen.queryByText('We never share it.')).not.toBeInTheDocument()
})

test('a password is shown and hidden again', async () => {
  render(
    <Field label="Password">
      <PasswordInput defaultValue="roasted" />
    </Field>,
  )
  const input = screen.getByLabelText('Password')
  expect(input).toHaveAttribute('type', 'password')
  await userEvent.click(screen.getByRole('button', { name: 'Show password' }))
  expect(input).toHaveAttribute('type', 'text')
  await userEvent.click(screen.getByRole('button', { name: 'Hide password' }))
  expect(input).toHaveAttribute('type', 'password')
})

// Its list is a file of its own, which a busy machine takes its time to read.
beforeAll(() => import('./select-menu.tsx'))

test('a select is named by its field and chosen from by keyboard', async () => {
  const onValueChange = vi.fn<(value: string) => void>()
  render(
    <Field label="Who" error="Choose a person.">
      <Select
        value={null}
        onValueChange={onValueChange}
        options={[
          { value: 'mb', label: 'Maeve Brannigan' },
          { value: 'tq', label: 'Tomás Quill' },
        ]}
      />
    </Field>,
  )
  const select = await screen.findByRole('combobox', { name: /Who/ })
  expect(select).toHaveAccessibleDescription('Choose a person.')
  select.focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(await screen.findByRole('option', { name: 'Tomás Quill' }))
  expect(onValueChange).toHaveBeenCalledExactlyOnceWith('tq')
})
