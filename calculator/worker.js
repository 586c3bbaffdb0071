// Runs Python away from the page, so that the page never freezes.
// In:  {start: {engine, sizes}} once, then {id, request} for each question.
// Out: {loaded, total} while bytes arrive, {starting}, {ready}, {id, reply}, {failed}.

let answer = null;
const waiting = [];

onmessage = ({ data }) => {
  if (data.start) start(data.start);
  else if (answer) reply(data);
  else waiting.push(data);
};

async function start({ engine, sizes }) {
  try {
    countBytes(engine, sizes);
    const { loadPyodide } = await import(`${engine}pyodide.mjs`);
    const pyodide = await loadPyodide({ indexURL: engine, packages: ["passerelle"] });
    answer = pyodide.pyimport("calculator.page").answer;
    postMessage({ ready: true });
    waiting.splice(0).forEach(reply);
  } catch (error) {
    postMessage({ failed: String(error?.message ?? error) });
  }
}

function reply({ id, request }) {
  try {
    postMessage({ id, reply: JSON.parse(answer(JSON.stringify(request))) });
  } catch (error) {
    postMessage({ failed: String(error?.message ?? error) });
  }
}

// Pyodide reports no progress of its own: count what it fetches, in bytes after decompression.
function countBytes(engine, sizes) {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  const fetchOriginal = self.fetch;
  self.fetch = async (address, options) => {
    const response = await fetchOriginal(address, options);
    const name = response.url.slice(engine.length);
    if (!response.ok || !response.body || !(name in sizes)) return response;
    const counted = response.body.pipeThrough(
      new TransformStream({
        transform(chunk, controller) {
          loaded += chunk.byteLength;
          postMessage({ loaded, total });
          if (loaded >= total) postMessage({ starting: true });
          controller.enqueue(chunk);
        },
      }),
    );
    return new Response(counted, { status: response.status, headers: response.headers });
  };
}
