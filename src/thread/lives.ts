/**
 * Which life of a named SharedWorker a page asks for. Firefox now and then hands out a worker that has just closed itself, and
 * goes on handing it out for as long as a page holds a port to it: nobody ever answers. Another name is another worker,
 * so a page that is not answered asks for the next life. The first life's name is the plain one.
 */
const mark = '~';

export interface Life {
  readonly name: string;
  /** From 1. */
  readonly life: number;
}

/** The name that the browser tells workers apart by. */
export const nameOfLife = ({ name, life }: Life): string => (life > 1 ? `${name}${mark}${life}` : name);

/** Inverse of `nameOfLife`, for the worker itself. */
export function lifeOfName(workerName: string): Life {
  const at = workerName.lastIndexOf(mark);
  const life = at < 0 ? Number.NaN : Number(workerName.slice(at + mark.length));
  return Number.isInteger(life) && life > 1 ? { name: workerName.slice(0, at), life } : { name: workerName, life: 1 };
}
