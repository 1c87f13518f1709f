import { parentPort, workerData } from 'node:worker_threads'
import { learntFrom } from './kept.ts'
import type { Lesson } from './lessons.ts'

/** The program of the thread that learns: it hands over what came of it, and ends. */
const learnt = learntFrom(workerData as readonly Lesson[])
parentPort?.postMessage(learnt, [
  learnt.act.table.buffer,
  learnt.router.table.buffer,
  learnt.telling.weights.table.buffer,
])
