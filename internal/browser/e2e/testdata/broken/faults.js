// A script with the faults that the tests look for.
localStorage.setItem('besøg', '1')
console.error('en fejl i konsollen')
addEventListener('keydown', () => fetch('side/index.html'))
setTimeout(() => { throw new Error('en fejl, som ingen griber') })
