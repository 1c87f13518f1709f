import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { AnswerField } from './answer-field.tsx'
import type { Values } from './schema-fields.ts'

afterEach(cleanup)

function Test() {
  const [value, setValue] = useState<Values[string]>()
  return (
    <>
      <AnswerField
        field={{ name: 'amount', title: 'Amount', type: 'number', isRequired: true }}
        value={value}
        error={undefined}
        onChange={setValue}
      />
      <output>{JSON.stringify(value)}</output>
    </>
  )
}

it.each([
  ['0.05', '0.05'],
  ['-1.50', '-1.5'],
  ['10.05', '10.05'],
  ['007', '7'],
  ['seven', '"seven"'],
])('a number typed as %s is sent as it is meant', async (typed, sent) => {
  render(<Test />)
  await userEvent.type(screen.getByLabelText('Amount'), typed)
  expect(screen.getByRole('status').textContent).toBe(sent)
})
