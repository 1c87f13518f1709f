import { Card } from '@hub/ui/card'
import { Ledger } from '@hub/ui/ledger-line'
import { Time } from '@hub/ui/time'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { WrappingLine } from '../../../../../components/wrapping-line.tsx'
import { isUnderWay } from '../../../../../components/job-states.ts'
import { durationWords, numberWords } from '../../../../../components/job-words.ts'
import type { Job } from '../../../../../components/job-states.ts'

/** What is known of a job, beside what became of it. */
export function JobFacts({ job }: { job: Job }) {
  const timeZone = useTimeZone()
  const { createdAt, startedAt, finishedAt, attempts, attemptsAtMost, askedByName, isMine } = job
  const at = (value: string) => <Time value={value} format="full" timeZone={timeZone} />
  return (
    <Card title="About this job">
      <Ledger label="About this job">
        <WrappingLine name="Asked">{at(createdAt)}</WrappingLine>
        <WrappingLine name="Asked by">{isMine ? 'You' : askedByName}</WrappingLine>
        {startedAt !== null && <WrappingLine name="Begun">{at(startedAt)}</WrappingLine>}
        {finishedAt !== null && <WrappingLine name="Ended">{at(finishedAt)}</WrappingLine>}
        {startedAt !== null && finishedAt !== null && (
          <WrappingLine name="Took">
            {durationWords(Date.parse(finishedAt) - Date.parse(startedAt))}
          </WrappingLine>
        )}
        <WrappingLine name="Tries">
          {isUnderWay(job) ? `${attempts} of at most ${attemptsAtMost}` : numberWords(attempts)}
        </WrappingLine>
        <Made result={job.result} />
      </Ledger>
    </Card>
  )
}

/** What each kind of job may say of what it has made. */
function Made({ result }: Pick<Job, 'result'>) {
  const { fileName, rows } = result ?? {}
  return (
    <>
      {typeof fileName === 'string' && <WrappingLine name="File">{fileName}</WrappingLine>}
      {typeof rows === 'number' && <WrappingLine name="Rows">{numberWords(rows)}</WrappingLine>}
    </>
  )
}
