namespace Nabla.Symbolics;

// A stack that grows by pages. A deep one is not copied as it grows, and none of it is a large object: a few of these set
// off a collection of everything there is.
sealed class PagedStack<T>
{
    const int PageSize = 1 << 9;
    const int Smallest = 1 << 4;

    // Those below the page in use are full; null while there is one page only.
    T[][]? _pages;
    int _current;
    T[] _page = new T[Smallest];
    int _inPage;

    public int Count => _current * PageSize + _inPage;

    /// <summary>How many items the stack keeps room for.</summary>
    public int Room => _current * PageSize + _page.Length;

    /// <summary>The item at that height.</summary>
    public ref T this[int i]
    {
        get
        {
            var inPage = i - _current * PageSize;
            if (inPage >= 0) return ref _page[inPage];
            return ref _pages![i / PageSize][i % PageSize];
        }
    }

    /// <summary>What was pushed last, to be changed; for references Peek is faster.</summary>
    public ref T Top => ref _page[_inPage - 1];

    /// <summary>What was pushed last; stays on the stack.</summary>
    public T Peek() => _page[_inPage - 1];

    /// <summary>A place on top, with whatever stood there before; for references the other is faster.</summary>
    public ref T Push()
    {
        if (_inPage == _page.Length) AddRoom();
        return ref _page[_inPage++];
    }

    public void Push(T item)
    {
        if (_inPage == _page.Length) AddRoom();
        _page[_inPage++] = item;
    }

    public T Pop()
    {
        var item = _page[_inPage - 1];
        _page[_inPage - 1] = default!;
        Drop();
        return item;
    }

    /// <summary>Takes the top off and leaves what stood there until the next push.</summary>
    public void Drop()
    {
        if (--_inPage == 0 && _current > 0) Use(_current - 1, PageSize);
    }

    public bool TryPop(out T item)
    {
        var isThere = _inPage > 0;
        item = isThere ? Pop() : default!;
        return isThere;
    }

    public bool TryPeek(out T item)
    {
        var isThere = _inPage > 0;
        item = isThere ? Peek() : default!;
        return isThere;
    }

    /// <summary>Leaves so many items, the lowest.</summary>
    public void CutTo(int count)
    {
        var page = Math.Max(0, count - 1) / PageSize;
        Use(page, count - page * PageSize);
    }

    /// <summary>Forgets all items, and keeps room for a few.</summary>
    public void Clear()
    {
        if (Count == 0 && _pages is null) return;
        Use(0, 0);
        _pages = null;
        Array.Clear(_page, 0, _page.Length);
    }

    void Use(int page, int inPage)
    {
        if (_pages is not null) _page = _pages[page];
        _current = page;
        _inPage = inPage;
    }

    void AddRoom()
    {
        if (_page.Length < PageSize)
        {
            Array.Resize(ref _page, 2 * _page.Length);
            return;
        }

        _pages ??= [_page];
        var next = _current + 1;
        if (next == _pages.Length) Array.Resize(ref _pages, 2 * next);
        _pages[next] ??= new T[PageSize];
        Use(next, 0);
    }
}
