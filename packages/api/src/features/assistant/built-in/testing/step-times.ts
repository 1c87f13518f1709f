/**
 * Run by itself, it learns what the product declares and prints how long the slowest step keeps the process busy, in
 * milliseconds of its own time, however much else the machine does meanwhile.
 */
import { hub } from '../../../../testing/bare-hub.ts'
import { learningOf } from '../ranking/hub-ranker.ts'

const busyMs = () => process.threadCpuUsage().user / 1_000

function stepTimes(): number[] {
  const steps = learningOf(hub)
  const times: number[] = []
  for (let isDone = false; !isDone;) {
    const begun = busyMs()
    isDone = steps.next().done === true
    times.push(busyMs() - begun)
  }
  return times
}

const [times, again] = [stepTimes(), stepTimes()]
// A step that is slow once was compiled meanwhile; one that is slow each time is too long.
process.stdout.write(String(Math.max(...times.map((time, at) => Math.min(time, again[at] ?? time)))))
