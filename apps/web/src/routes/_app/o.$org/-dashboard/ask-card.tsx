import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { SkeletonRows, Waiting } from '@hub/ui/skeleton'
import { Suspense, useState } from 'react'
import type { SubmitEvent } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'

const Answer = lazyPart(async () => (await import('./business-answer.tsx')).BusinessAnswer)

/** As many letters as a question may have. */
const LONGEST = 400

/** A question in the person's own words, answered from the rows of the business. */
export function AskCard() {
  const [text, setText] = useState('')
  const [question, setQuestion] = useState('')
  const ask = (next: string) => {
    setText(next)
    setQuestion(next.trim())
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask(text)
  }
  return (
    <Card flush title="Ask your business">
      <form
        aria-label="Ask your business"
        className="flex items-end gap-2 px-(--card-pad) pb-5"
        onSubmit={submit}
      >
        <Field className="min-w-0 flex-1" label="Your question" hideLabel>
          <Input
            value={text}
            maxLength={LONGEST}
            placeholder="Which customers bought twice since May?"
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <Button type="submit" disabled={text.trim() === ''}>
          Ask
        </Button>
      </form>
      {question !== '' && (
        <Suspense
          fallback={
            <Waiting>
              <SkeletonRows rows={2} />
            </Waiting>
          }
        >
          <Answer key={question} question={question} onAsk={ask} />
        </Suspense>
      )}
    </Card>
  )
}
