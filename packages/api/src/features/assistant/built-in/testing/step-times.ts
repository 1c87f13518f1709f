/**
 * Run by itself, it makes the table of what the product declares and prints how long the slowest step keeps the process busy, in
 * milliseconds of its own time, however much else the machine does meanwhile.
 */
import { modules } from '../../../../modules/index.ts'
import { createCatalog } from '../../../../platform/catalog/create-catalog.ts'
import { routerOf } from '../../../../router.ts'
import { hub } from '../../../../testing/bare-hub.ts'
import { processorTime } from '../../../../testing/processor-time.ts'
import { makingTable } from '../acts/act-table.ts'

function stepTimes(): number[] {
  // A catalog of which nobody has made it yet.
  const steps = makingTable({ ...hub, catalog: createCatalog(routerOf(modules), () => hub as never) })
  const times: number[] = []
  for (let isDone = false; !isDone;) {
    const begun = processorTime()
    isDone = steps.next().done === true
    times.push(processorTime() - begun)
  }
  return times
}

const [times, again] = [stepTimes(), stepTimes()]
// A step that is slow once was compiled meanwhile; one that is slow each time is too long.
process.stdout.write(String(Math.max(...times.map((time, at) => Math.min(time, again[at] ?? time)))))
