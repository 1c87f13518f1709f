import type { Message } from '@hub/api/schemas/assistant'
import { Button } from '@hub/ui/button'
import { AssistantMessage, MessageFoot } from '@hub/ui/chat-message'
import { CopyButton } from '@hub/ui/copy-button'
import { formatCredits } from '@hub/ui/credits'
import { IconButton } from '@hub/ui/icon-button'
import { Note } from '@hub/ui/note'
import { Receipt } from '@hub/ui/receipt'
import { StepList } from '@hub/ui/step-list'
import type { Step } from '@hub/ui/step-list'
import { Time } from '@hub/ui/time'
import { RotateCcw } from 'lucide-react'
import { ApprovalRequest } from '../../../../../components/approval-request.tsx'
import { RecordLink } from '../../../../../components/sentence.tsx'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { AnswerText } from './answer-text.tsx'
import { receiptLines, tokenNote } from './receipt-lines.ts'

export interface AnswerProps {
  answer: Message
  /** Takes a choice of its question, also of one that was asked a while ago. */
  onChoose: (choice: string) => void
  /** Present on the last answer, where there may be more to say. */
  onContinue: (() => void) | undefined
  /** Present where the answer can be made again. */
  onRetry: (() => void) | undefined
  isRetrying: boolean
}

/** One answer: what was done, the words, what needs a yes, and what it cost. */
export function Answer({ answer, onChoose, onContinue, onRetry, isRetrying }: AnswerProps) {
  const isStreaming = answer.status === 'streaming'
  return (
    <AssistantMessage
      streaming={isStreaming}
      steps={answer.steps.length > 0 && <Steps answer={answer} />}
      after={
        <>
          <About about={answer.about} />
          {answer.notices.map((notice) => (
            <Note key={notice} tone="plain">
              {notice}
            </Note>
          ))}
          {answer.status === 'failed' && (
            <Note tone="danger">{answer.error ?? 'This answer could not be made.'}</Note>
          )}
          {answer.status === 'stopped' && (
            <p className="text-13 text-text-3">Stopped. What was said so far stays.</p>
          )}
          {answer.status === 'stopped' && answer.driver !== 'built-in' && onContinue && (
            <Button size="sm" className="w-fit" onClick={onContinue}>
              Continue
            </Button>
          )}
          {answer.approvalIds.map((id) => (
            <ApprovalRequest key={id} id={id} />
          ))}
          {!isStreaming && <Choices choices={answer.choices} onChoose={onChoose} />}
        </>
      }
      foot={!isStreaming && <Foot answer={answer} onRetry={onRetry} isRetrying={isRetrying} />}
    >
      {answer.text === '' ? undefined : <AnswerText text={answer.text} />}
    </AssistantMessage>
  )
}

/** The record that was made or changed, one step away. */
function About({ about }: Pick<Message, 'about'>) {
  return (
    about && (
      <p>
        <RecordLink to={about.link}>{`Open “${about.name}”`}</RecordLink>
      </p>
    )
  )
}

function Steps({ answer: { steps, status } }: { answer: Message }) {
  const isRunning = status === 'streaming'
  const current = steps.findLast((step) => step.status === 'running')
  return (
    <StepList
      summary={isRunning && current ? current.title : summaryOf(steps)}
      running={isRunning}
      steps={steps.map(toStep)}
    />
  )
}

/** "List tasks", "List tasks and read a task", "List tasks and 2 more"; what only was prepared is not done. */
function summaryOf(steps: Message['steps']): string {
  const waiting = steps.find(({ status }) => status === 'waiting')
  if (waiting && steps.length === 1) return `Prepared: ${waiting.title.toLowerCase()}`
  const titles = [...new Set(steps.map(({ title }) => title))]
  const [first = 'Looked things up', second] = titles
  if (second === undefined) return first
  return titles.length === 2
    ? `${first} and ${second.charAt(0).toLowerCase()}${second.slice(1)}`
    : `${first} and ${titles.length - 1} more`
}

const toStep = ({ id, title, status, micro }: Message['steps'][number]): Step => ({
  id,
  label: title,
  state: status === 'waiting' ? 'done' : status,
  detail: status === 'waiting' ? 'asks you first' : micro > 0 ? formatCredits(micro) : undefined,
})

function Choices({ choices, onChoose }: { choices: readonly string[]; onChoose: (choice: string) => void }) {
  if (choices.length === 0) return null
  return (
    <div role="group" aria-label="Answers to choose from" className="flex flex-wrap gap-2">
      {choices.map((choice) => (
        <Button key={choice} size="sm" onClick={() => onChoose(choice)}>
          {choice}
        </Button>
      ))}
    </div>
  )
}

interface FootProps {
  answer: Message
  onRetry: (() => void) | undefined
  isRetrying: boolean
}

function Foot({ answer, onRetry, isRetrying }: FootProps) {
  const timeZone = useTimeZone()
  return (
    <MessageFoot
      actions={
        <>
          {answer.text !== '' && <CopyButton text={answer.text} label="Copy answer" />}
          {onRetry && (
            <IconButton
              size="sm"
              label="Answer again"
              aria-disabled={isRetrying}
              onClick={() => !isRetrying && onRetry()}
            >
              <RotateCcw />
            </IconButton>
          )}
        </>
      }
    >
      <Receipt totalMicro={answer.micro} lines={receiptLines(answer)} note={tokenNote(answer)} />
      {answer.driver !== null && (
        <span>{answer.driver === 'built-in' ? 'Built-in assistant' : answer.driver}</span>
      )}
      <Time value={answer.createdAt} format="smart" timeZone={timeZone} />
    </MessageFoot>
  )
}
